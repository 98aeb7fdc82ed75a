/** The engine side that Firefox and WebKit share: windows by handle over one session. */
import type { Engine, EngineName, Page, Patience } from './engine.ts';
import { RawWindow } from './page-view.ts';
import { until } from './wait.ts';
import type { WebDriverSession } from './webdriver.ts';
import { WebDriverPage } from './webdriver-page.ts';

export interface WebDriverEngineParts {
  readonly name: EngineName;
  readonly version: string;
  readonly session: WebDriverSession;
  readonly mouse: 'in-window' | 'in-frame';
  messages(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export class WebDriverEngine implements Engine {
  readonly name: EngineName;
  readonly version: string;
  readonly #parts: WebDriverEngineParts;

  constructor(parts: WebDriverEngineParts) {
    this.name = parts.name;
    this.version = parts.version;
    this.#parts = parts;
  }

  async open(url: string): Promise<Page> {
    const { session } = this.#parts;
    const page = this.#page(await session.exclusive(() => session.wire.newWindow()));
    await page.goto(url);
    return page;
  }

  async pages(): Promise<readonly Page[]> {
    const { session } = this.#parts;
    const handles = await session.exclusive(() => session.wire.windows());
    return handles.map((handle) => this.#page(handle));
  }

  window(urlPart: string, patience?: Patience): Promise<Page> {
    return until(
      `a window at ${urlPart}`,
      async () => {
        for (const page of await this.pages()) {
          // A window may close while the others are asked.
          const url = await page.url().catch(() => '');
          if (url.includes(urlPart)) return page;
        }
        return null;
      },
      patience?.timeout,
    );
  }

  messages(): Promise<readonly string[]> {
    return this.#parts.messages();
  }
  close(): Promise<void> {
    return this.#parts.close();
  }

  #page(handle: string): Page {
    return new RawWindow(new WebDriverPage(this.#parts.session, handle, this.#parts.mouse));
  }
}
