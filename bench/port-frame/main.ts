/** The other side of comlink over the window, and of a port that answers with what it got. */
import { expose, windowEndpoint } from 'comlink';

const hostOrigin = new URLSearchParams(location.search).get('host') ?? '';

addEventListener('message', ({ data, ports, origin, source }) => {
  if (origin !== hostOrigin || source !== parent) return;
  const [port] = ports;
  if (data === 'bench:comlink') {
    expose({ ping: () => null }, windowEndpoint(parent, globalThis, hostOrigin), [hostOrigin]);
    port?.postMessage('ready');
  }
  if (data === 'bench:port' && port) port.onmessage = (event) => port.postMessage(event.data);
});
