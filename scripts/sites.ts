/** What is served where by `npm start`: the safe, and the demo sites on other sites' names. */

/** One demo site, at `http://<host>.localhost:PORT`, never on the safe's own name. */
export interface DemoSite {
  readonly host: string;
  /** Folder under demo-sites/, built to dist/demo/<host>. */
  readonly folder: string;
  readonly title: string;
}

export const DEMO_SITES: readonly DemoSite[] = [
  { host: 'pain', folder: 'pain-tracker', title: 'Pain tracker, adds to the safe' },
  { host: 'diet', folder: 'diet-tracker', title: 'Diet tracker, reads from the safe' },
];

export const DEFAULT_PORT = 4400;

/** What the demo pages say in their script tag; the server writes the port it really has. */
export const DEMO_SAFE_ORIGIN = `http://safe.localhost:${DEFAULT_PORT}`;

/** The safe's pages: name of their files in the built site -> source. */
export const SAFE_PAGES = {
  safe: 'frame-app/safe/index.html',
  frame: 'frame-app/frame/index.html',
  consent: 'frame-app/consent/index.html',
};

/** Where a page of the safe lies in the built site: the safe itself at the root, the others in their folder. */
export function builtPage(name: string): string {
  return name === 'safe' ? 'index.html' : `${name}/index.html`;
}
