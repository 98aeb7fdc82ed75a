/** The few things each browser's own protocol has to do for one window; views.ts builds the rest on them. */

/** Which document: indexes of iframe elements, outermost first; empty for the window's own. */
export type FramePath = readonly number[];

export interface RawPage {
  readonly id: string;
  goto(url: string): Promise<void>;
  url(): Promise<string>;
  reload(): Promise<void>;
  close(): Promise<void>;
  isOpen(): Promise<boolean>;
  /** @param expression gives a value or a promise of one @returns what JSON keeps of it */
  evaluate(path: FramePath, expression: string): Promise<unknown>;
  /** Moves the mouse to a point of that document's viewport (CSS px) and presses. */
  pressAt(path: FramePath, x: number, y: number): Promise<void>;
  /** Keys as WebDriver names them: one character each, special keys from its private-use area. */
  keys(path: FramePath, keys: readonly string[]): Promise<void>;
  /** @param expression gives an `<input type=file>` */
  upload(path: FramePath, expression: string, files: readonly string[]): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  screenshot(): Promise<Uint8Array>;
}

/** Key name -> WebDriver's code point for it. */
export const SPECIAL_KEYS: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
};
