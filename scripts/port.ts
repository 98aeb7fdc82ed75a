import { DEFAULT_PORT } from './sites.ts';

/** @throws RangeError for a PORT that is no port: serving on another one silently would be worse. */
export function chosenPort(text: string | undefined): number {
  if (text === undefined || text.trim() === '') return DEFAULT_PORT;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new RangeError(`PORT is "${text}". Give a whole number from 1 to 65535.`);
  }
  return port;
}

export function portTakenText(port: number): string {
  const other = port === 65_535 ? DEFAULT_PORT : port + 1;
  return [
    `Port ${port} is already in use by another program, perhaps by another "npm start".`,
    `Stop that program, or choose another port: PORT=${other} npm start`,
  ].join('\n');
}
