/**
 * Chromium as a person has it: started by hand, because tools that start it for you switch off the popup blocker
 * and storage partitioning, the two things these flows are about.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import * as z from 'zod/mini';
import { CdpPipe, nothing } from './cdp-pipe.ts';
import { ChromiumPage } from './chromium-page.ts';
import { ChromiumTargets } from './chromium-targets.ts';
import type { Engine, EngineOptions, Page, Patience } from './engine.ts';
import { RawWindow } from './page-view.ts';
import { profileFolder, startProcess } from './process.ts';
import { until, within } from './wait.ts';

const START_MS = 30_000;
const CLOSE_MS = 5000;

/** Nothing here changes what a page may do; it only quiets the browser's own errands. */
const FLAGS = [
  '--headless=new',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-pipe',
  '--window-size=1000,800',
];

const createdSchema = z.object({ targetId: z.string() });
const versionSchema = z.object({ product: z.string() });

function preferences({ thirdPartyCookies = 'allowed', preferences: more = {} }: EngineOptions): object {
  const blocked = thirdPartyCookies === 'blocked';
  const cookies = { cookie_controls_mode: blocked ? 1 : 0, block_third_party_cookies: blocked };
  const { profile, ...others } = more;
  const own = typeof profile === 'object' && profile !== null && !Array.isArray(profile) ? profile : {};
  return { ...others, profile: { ...cookies, ...own } };
}

/** @param program path of Chromium or Chrome */
export async function startChromium(program: string, options: EngineOptions = {}): Promise<Engine> {
  const profile = profileFolder('chromium', options.profile);
  const settings = join(profile.folder, 'Default', 'Preferences');
  // A profile that was used before has settings of its own by now, permissions among them.
  if (!existsSync(settings)) {
    mkdirSync(dirname(settings), { recursive: true });
    writeFileSync(settings, JSON.stringify(preferences(options)));
  }
  // Chromium refuses its own sandbox to root; containers and CI run as root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = startProcess(
    program,
    [...FLAGS, ...asRoot, `--user-data-dir=${profile.folder}`, 'about:blank'],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    },
  );
  const [, , , write, read] = browser.child.stdio;
  if (!(write instanceof Writable) || !(read instanceof Readable)) throw new Error('Chromium has no pipes');
  const targets = new ChromiumTargets(new CdpPipe(write, read));
  const stop = async () => {
    // Asked politely it writes its databases down; a kept profile needs that.
    targets.browser(nothing, 'Browser.close', {}).catch(() => {});
    await browser.leave(CLOSE_MS);
    await browser.stop();
    profile.remove();
  };
  try {
    const { product } = await within(
      START_MS,
      'starting Chromium',
      targets.browser(versionSchema, 'Browser.getVersion', {}),
    );
    await targets.start();
    return new Chromium(product, targets, stop);
  } catch (error) {
    await stop();
    throw new Error(`Chromium did not start.\n${browser.output()}`, { cause: error });
  }
}

class Chromium implements Engine {
  readonly name = 'chromium';
  readonly version: string;
  readonly #targets: ChromiumTargets;
  readonly #stop: () => Promise<void>;

  constructor(version: string, targets: ChromiumTargets, stop: () => Promise<void>) {
    this.version = version;
    this.#targets = targets;
    this.#stop = stop;
  }

  async open(url: string): Promise<Page> {
    const { targetId } = await this.#targets.browser(createdSchema, 'Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
    });
    const page = this.#page(targetId);
    await page.goto(url);
    return page;
  }

  async pages(): Promise<readonly Page[]> {
    return (await this.#targets.infos()).map(({ targetId }) => this.#page(targetId));
  }

  window(urlPart: string, patience?: Patience): Promise<Page> {
    return until(
      `a window at ${urlPart}`,
      async () => {
        const info = (await this.#targets.infos()).find(({ url }) => url.includes(urlPart));
        return info && this.#page(info.targetId);
      },
      patience?.timeout,
    );
  }

  async messages(): Promise<readonly string[]> {
    return this.#targets.messages;
  }

  close(): Promise<void> {
    return this.#stop();
  }

  #page(targetId: string): Page {
    return new RawWindow(new ChromiumPage(this.#targets, targetId));
  }
}
