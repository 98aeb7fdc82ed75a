/** The bare frame that the safe's frame is compared with: the same library, none of the checks. */
import { connect, WindowMessenger } from 'penpal';

const hostOrigin = new URLSearchParams(location.search).get('host') ?? '';

connect({
  messenger: new WindowMessenger({ remoteWindow: parent, allowedOrigins: [hostOrigin] }),
  methods: { ping: () => null },
});
