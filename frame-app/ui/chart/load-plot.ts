import { screenLocale } from '../locale.ts';

type PlotModule = typeof import('./plot.ts');

/** The drawing code, loaded when the first chart is shown. */
export async function loadPlot(): Promise<PlotModule> {
  const giveBack = lendLanguage(navigator);
  try {
    return await import('./plot.ts');
  } finally {
    giveBack();
  }
}

/**
 * uPlot makes a number format of `navigator.language` while it loads. WebKitGTK under a bare locale answers "C",
 * which is no language, and the load would fail: for its time a real language stands there. Call the result to
 * give the own one back.
 */
export function lendLanguage(own: { readonly language: string }): () => void {
  if (isLanguage(own.language)) return () => {};
  Object.defineProperty(own, 'language', { value: screenLocale(), configurable: true });
  return () => {
    Reflect.deleteProperty(own, 'language');
  };
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
