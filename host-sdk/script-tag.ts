/**
 * humanfs.js: what one script tag gives a page, `window.humanfs`. The safe is found from the tag's own address;
 * the app says who it is with data-name, data-privacy-url and data-contact. The frame is made when the page has
 * nothing else to do, or at the first call.
 */
import { createHumanFS } from './human-fs.ts';
import { HumanFSError } from './human-fs-error.ts';
import type { HumanFS } from './types.ts';

declare global {
  interface Window {
    humanfs?: HumanFS & { readonly HumanFSError: typeof HumanFSError };
  }
}

const BRAND = Symbol.for('humanfs.library');

// An element with the id or name "currentScript" shadows the property: only a real script is believed.
const script = document.currentScript;
const present = window.humanfs;
const alreadyHere = typeof present === 'object' && Object.hasOwn(present, BRAND);

if (script instanceof HTMLScriptElement && script.src !== '' && !alreadyHere) {
  const { name, privacyUrl, contact } = script.dataset;
  const library = createHumanFS({
    safe: new URL(script.src).origin,
    ...(name === undefined ? {} : { name }),
    ...(privacyUrl === undefined ? {} : { privacyUrl }),
    ...(contact === undefined ? {} : { contact }),
  });
  Object.defineProperty(library, BRAND, { value: true });
  Object.defineProperty(library, 'HumanFSError', { value: HumanFSError });
  Object.defineProperty(window, 'humanfs', { value: library, configurable: true, enumerable: true });

  const makeFrame = (): void => {
    void library.ready;
  };
  const whenIdle = (): void => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(makeFrame, { timeout: 1_000 });
    else setTimeout(makeFrame, 1);
  };
  if (document.readyState === 'loading')
    document.addEventListener('DOMContentLoaded', whenIdle, { once: true });
  else whenIdle();
}
