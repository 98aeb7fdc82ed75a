/** `npm start`: builds everything, serves it on one port and says where to start. */
import { resolve } from 'node:path';
import { build } from './build.ts';
import { listenOnLoopback, PortTakenError } from './http-sites.ts';
import { chosenPort, portTakenText } from './port.ts';
import { serveSites, startText } from './serve.ts';

const root = resolve(import.meta.dirname, '..');
try {
  const port = chosenPort(process.env.PORT);
  // Before the build: nobody likes to wait for it only to hear that the port was taken.
  await (await listenOnLoopback(port, () => {})).close();
  if (!(await build(root))) process.exit(1);
  const serving = await serveSites({ port, root });
  console.log(`\n${startText(serving.port)}\nStop with Ctrl+C.`);
} catch (error) {
  if (error instanceof PortTakenError) console.error(portTakenText(error.port));
  else console.error(error instanceof RangeError ? error.message : error);
  process.exit(1);
}
