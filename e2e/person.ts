/** What a person does, in presses. Each step waits for what a person would wait to see. */

import type { Page, Target } from './engines/engine.ts';
import { until } from './engines/wait.ts';
import type { World } from './harness.ts';
import { whenReady } from './made-app.ts';

export type SafePage = 'Overview' | 'Variables' | 'Data Sources' | 'Apps' | 'Activity' | 'Settings';

export class Person {
  readonly #world: World;
  presses = 0;

  constructor(world: World) {
    this.#world = world;
  }

  async press(page: Page, target: Target): Promise<void> {
    await page.click(target);
    this.presses += 1;
  }

  /**
   * Presses something that makes the consent window open, and answers that window. A person takes longer to read
   * than the page takes to learn its grants; a press before that meets the frame's own button in WebKit.
   */
  async asksFor(page: Page, target: Target): Promise<Page> {
    await whenReady(page);
    await this.press(page, target);
    return this.consentWindow();
  }

  consentWindow(): Promise<Page> {
    return this.#world.engine.window('/consent/');
  }

  async createSafe(window: Page): Promise<void> {
    await this.press(window, { role: 'button', name: 'Create my safe' });
  }

  async choose(window: Page, length: 'Only this time' | 'For 30 days' | 'Until I revoke it'): Promise<void> {
    await this.press(window, { role: 'radio', name: length });
  }

  async allow(window: Page): Promise<void> {
    await this.press(window, { role: 'button', name: 'Allow' });
    await closed(window);
  }

  async deny(window: Page): Promise<void> {
    await this.press(window, { role: 'button', name: 'Deny' });
    await closed(window);
  }

  /** From nothing to a safe with Sam's pain diary in it. */
  async savesDiary(length: 'Only this time' | 'For 30 days' = 'Only this time'): Promise<Page> {
    const pain = await this.#world.engine.open(this.#world.pain);
    await whenReady(pain);
    const window = await this.asksFor(pain, '[data-testid="save"]');
    await this.createSafe(window);
    if (length !== 'Only this time') await this.choose(window, length);
    await this.allow(window);
    await pain.text('[data-testid="receipt"]');
    return pain;
  }

  async openSafe(page: SafePage = 'Overview'): Promise<Page> {
    const safe = await this.#world.engine.open(this.#world.safe);
    await this.goesTo(safe, page);
    return safe;
  }

  /** Makes a safe from its own page, with no site asking for it. */
  async makesSafe(page: SafePage = 'Overview'): Promise<Page> {
    const safe = await this.#world.engine.open(this.#world.safe);
    await this.createSafe(safe);
    await this.goesTo(safe, page);
    return safe;
  }

  /** A page of the safe names itself once it has scrolled to its top: a press before that would miss. */
  async goesTo(safe: Page, page: SafePage): Promise<void> {
    await this.press(safe, { role: 'link', name: page });
    await safe.until((name: string) => {
      const here = document.querySelector('nav [aria-current="page"]')?.textContent;
      const heading = document.querySelector('h1')?.textContent;
      return here === name && heading && document.title.startsWith(heading);
    }, page);
  }

  async stops(origin: string): Promise<Page> {
    const safe = await this.openSafe('Apps');
    await this.press(safe, {
      role: 'button',
      name: /^Stop/,
      within: `[data-testid="site"][data-host="${origin}"]`,
    });
    await safe.text('[data-testid="stopped"]');
    return safe;
  }
}

export async function closed(window: Page): Promise<void> {
  await until('the window to close', async () => !(await window.isOpen()));
}
