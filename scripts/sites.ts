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

/** A demo page names the safe and itself with the default port; whoever serves it puts the real one in its place. */
export function withRealPort(page: string, port: number): string {
  return page.replaceAll(`.localhost:${DEFAULT_PORT}`, `.localhost:${port}`);
}

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
