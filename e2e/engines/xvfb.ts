/** A screen in memory, for the browser that has no mode without one. */
import { Readable } from 'node:stream';
import { startProcess } from './process.ts';
import { within } from './wait.ts';

export interface Screen {
  /** Value for DISPLAY. */
  readonly display: string;
  stop(): Promise<void>;
}

/** Xvfb picks a free display itself and writes its number down, so two runs never meet. */
export async function startXvfb(program: string): Promise<Screen> {
  const server = startProcess(
    program,
    ['-displayfd', '3', '-screen', '0', '1400x1200x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    },
  );
  const number = server.child.stdio[3];
  if (!(number instanceof Readable)) throw new Error('Xvfb has no pipe');
  const chosen = new Promise<string>((done, failed) => {
    number.once('data', (bytes: Buffer) => done(bytes.toString().trim()));
    server.child.once('exit', () => failed(new Error(`Xvfb did not start.\n${server.output()}`)));
  });
  return { display: `:${await within(15_000, 'starting Xvfb', chosen)}`, stop: () => server.stop() };
}
