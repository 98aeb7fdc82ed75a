/** Which of the three engines this machine has, and what to do about the others. */
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ENGINE_NAMES, type EngineName } from '../e2e/engines/engine.ts';
import type { WebKitPrograms } from '../e2e/engines/webkit.ts';
import { run } from './run.ts';

export interface FoundBrowsers {
  readonly chromium?: string;
  readonly firefox?: string;
  readonly webkit?: WebKitPrograms;
}

const CHROMIUM_NAMES = ['chromium', 'google-chrome', 'google-chrome-stable', 'chrome', 'chromium-browser'];
const FIREFOX_NAMES = ['firefox-esr', 'firefox'];

const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const MAC_FIREFOX = '/Applications/Firefox.app/Contents/MacOS/firefox';

/** What Debian's packages of the engines are called. */
export const DEBIAN_PACKAGES: Readonly<Record<EngineName, readonly string[]>> = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb'],
};

function runnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Ubuntu's chromium and firefox are scripts that start a snap, which sees neither our profile nor our pipes. */
function isSnapStub(file: string): boolean {
  const start = readFileSync(file).subarray(0, 4096).toString('latin1');
  return start.startsWith('#!') && start.includes('snap');
}

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find((file) => runnable(file) && !isSnapStub(file));
}

const first = (candidates: readonly (string | undefined)[]) => candidates.find((each) => each !== undefined);
const ifThere = (file: string) => (runnable(file) ? file : undefined);

/** Debian keeps MiniBrowser in a private folder named by machine and version. */
function miniBrowser(): string | undefined {
  const libraries = '/usr/lib';
  if (!existsSync(libraries)) return undefined;
  const folders = ['', ...readdirSync(libraries).filter((name) => name.endsWith('-linux-gnu'))]
    .map((name) => join(libraries, name))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.startsWith('webkit2gtk-4') || name.startsWith('webkitgtk-6'))
        .map((name) => join(folder, name)),
    );
  return first(
    folders
      .sort()
      .reverse()
      .map((folder) => ifThere(join(folder, 'MiniBrowser'))),
  );
}

export function findBrowsers(): FoundBrowsers {
  // CHROME_BIN and FIREFOX_BIN: for browsers in unusual places.
  const chromium = first([process.env.CHROME_BIN, ...CHROMIUM_NAMES.map(onPath), ifThere(MAC_CHROME)]);
  const firefox = first([process.env.FIREFOX_BIN, ...FIREFOX_NAMES.map(onPath), ifThere(MAC_FIREFOX)]);
  const [driver, browser, screen] = [onPath('WebKitWebDriver'), miniBrowser(), onPath('Xvfb')];
  return {
    ...(chromium ? { chromium } : {}),
    ...(firefox ? { firefox } : {}),
    ...(driver && browser && screen ? { webkit: { driver, browser, screen } } : {}),
  };
}

export const missingEngines = (found: FoundBrowsers) =>
  ENGINE_NAMES.filter((name) => found[name] === undefined);

function isDebian(): boolean {
  if (!existsSync('/etc/os-release')) return false;
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

export function installText(missing: readonly EngineName[]): string {
  const packages = missing.flatMap((name) => DEBIAN_PACKAGES[name]).join(' ');
  return [
    `Not found: ${missing.join(', ')}.`,
    `  On Debian:       sudo apt-get install ${packages}`,
    '  On Ubuntu:       chromium and firefox there are snaps, which cannot be driven. Install Google Chrome from',
    '                   google.com/chrome and Firefox from packages.mozilla.org; webkit2gtk-driver and xvfb by apt.',
    '  On macOS:        Google Chrome and Firefox in /Applications; WebKit runs on Linux only.',
    '  Elsewhere:       set CHROME_BIN and FIREFOX_BIN to the programs.',
  ].join('\n');
}

/** Installs what is missing where that can be done without asking: as root on Debian. Says what it does. */
export async function installMissing(root: string): Promise<FoundBrowsers> {
  const missing = missingEngines(findBrowsers());
  if (missing.length === 0) return findBrowsers();
  if (process.getuid?.() !== 0 || !isDebian()) {
    console.log(installText(missing));
    return findBrowsers();
  }
  const packages = missing.flatMap((name) => DEBIAN_PACKAGES[name]);
  console.log(`Not found: ${missing.join(', ')}. Installing with apt: ${packages.join(' ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const result = await run('apt-get', args, { cwd: root, env });
    if (result.code !== 0) console.error(`apt-get ${args.join(' ')} failed:\n${result.output.slice(-3000)}`);
  }
  return findBrowsers();
}
