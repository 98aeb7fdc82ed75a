/**
 * What a cross-site flow needs from a browser, the same for all three. Everything a person does (a press, a key,
 * a chosen file) goes in as real input; `evaluate` only looks, because code run by a tool may count as a press.
 */

export const ENGINE_NAMES = ['chromium', 'firefox', 'webkit'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

/** A CSS selector, or what a screen reader would say. More than one visible match is an error. */
export type Target =
  | string
  | {
      readonly role?: string;
      /** Accessible name, whole when it is text. */
      readonly name?: string | RegExp;
      /** Own text of the innermost element that has it, whole when it is text. */
      readonly text?: string | RegExp;
      readonly within?: Target;
    };

export interface Patience {
  /** Milliseconds until a wait gives up; 10,000 unless said. */
  readonly timeout?: number;
}

/** Values that survive the way into the page and back. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One document: a window's own, or one in a frame. Looked up anew for each call, so reloads do not matter. */
export interface View {
  /** @param urlPart a text inside the framed document's address */
  frame(urlPart: string): View;
  /**
   * Runs a self-contained function in the page and brings back its (awaited) result, without a user gesture.
   * @throws when the page throws, or the document is gone
   */
  evaluate<A extends readonly Json[], R>(look: (...args: A) => R | Promise<R>, ...args: A): Promise<R>;
  /** Looks again and again until the result is truthy, and returns it. */
  until<A extends readonly Json[], R>(look: (...args: A) => R | Promise<R>, ...args: A): Promise<R>;
  /** Waits for the element, moves the mouse there and presses. Refuses what is disabled or covered. */
  click(target: Target, patience?: Patience): Promise<void>;
  /** Presses the field, empties it and types. */
  fill(target: Target, text: string, patience?: Patience): Promise<void>;
  /** @param files absolute paths; the field may be hidden behind a label, as file fields often are */
  upload(target: Target, files: readonly string[], patience?: Patience): Promise<void>;
  /** Waits for the element to be visible and returns its text as a person reads it. */
  text(target: Target, patience?: Patience): Promise<string>;
  /** How many visible elements match now; does not wait. */
  count(target: Target): Promise<number>;
  /** Waits until no visible element matches. */
  gone(target: Target, patience?: Patience): Promise<void>;
}

export interface Page extends View {
  /** Stable name of the window within this run. */
  readonly id: string;
  goto(url: string): Promise<void>;
  url(): Promise<string>;
  reload(): Promise<void>;
  close(): Promise<void>;
  isOpen(): Promise<boolean>;
  /** One key to whatever has the focus: `Enter`, `Tab`, `Escape`, `Space`, `ArrowDown` or a character. */
  press(key: string): Promise<void>;
  /** Size of the page's viewport, CSS px. */
  resize(width: number, height: number): Promise<void>;
  /** PNG. */
  screenshot(): Promise<Uint8Array>;
}

export interface Engine {
  readonly name: EngineName;
  readonly version: string;
  /** Opens a window and loads the page in it. */
  open(url: string): Promise<Page>;
  /** Every window there is now, popups included. */
  pages(): Promise<readonly Page[]>;
  /** Waits for a window whose address contains the text. */
  window(urlPart: string, patience?: Patience): Promise<Page>;
  /** Console lines, script errors and policy violations of all pages so far, oldest first. WebKit tells none. */
  messages(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface EngineOptions {
  /** Chromium only: what the person set for third-party cookies; the other engines have one default. */
  readonly thirdPartyCookies?: 'allowed' | 'blocked';
  /** Chromium only: more of the profile's Preferences, as that file has them. */
  readonly preferences?: { readonly [key: string]: Json };
  /** Keeps the profile between two starts: a browser that is closed and opened again. */
  readonly profile?: string;
}
