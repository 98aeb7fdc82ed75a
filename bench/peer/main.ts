/** The bare frame that the safe's frame is compared with: the same libraries, none of the checks. */
import { expose, windowEndpoint } from 'comlink';
import { connect, WindowMessenger } from 'penpal';

const hostOrigin = new URLSearchParams(location.search).get('host') ?? '';
const methods = { ping: () => null };

connect({ messenger: new WindowMessenger({ remoteWindow: parent, allowedOrigins: [hostOrigin] }), methods });

addEventListener('message', ({ data, ports, origin, source }) => {
  if (origin !== hostOrigin || source !== parent) return;
  const [port] = ports;
  if (data === 'bench:comlink') {
    expose(methods, windowEndpoint(parent, globalThis, hostOrigin), [hostOrigin]);
    port?.postMessage('ready');
  }
  if (data === 'bench:port' && port) port.onmessage = (event) => port.postMessage(event.data);
});
