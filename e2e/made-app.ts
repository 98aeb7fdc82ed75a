/** An app of a flow's own: a page with the public script tag and one button a call. */
import type { Json, Page, View } from './engines/engine.ts';

/** @param calls id of the button -> what its press evaluates to, a promise of something JSON can say */
export function appPage(
  safe: string,
  calls: Readonly<Record<string, string>>,
  attributes = 'data-name="Made-up clinic"',
): string {
  const buttons = Object.keys(calls).map((id) => `<button id="${id}">${id}</button>`);
  const handlers = Object.entries(calls).map(
    ([id, call]) => `document.getElementById('${id}').onclick = () => show('${id}', () => ${call});`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Made-up clinic</title>
    <script src="${safe}/humanfs.js" ${attributes}></script></head><body>${buttons.join('')}
    <script>
      globalThis.answers = {};
      const told = (s) => ({ rows: s.length, live: s.live, unit: s.unit, first: s.toArray()[0] ?? null, scope: s.scope, asOf: s.asOf });
      function show(id, call) {
        delete answers[id];
        let work;
        try { work = Promise.resolve(call()); } catch (error) { work = Promise.reject(error); }
        work.then(
          (value) => { answers[id] = { ok: value === undefined ? null : value }; },
          (error) => { answers[id] = { code: error.code ?? String(error), detail: error.detail ?? null, path: error.path ?? null }; },
        );
      }
      ${handlers.join('\n')}
    </script></body></html>`;
}

export interface Answer {
  readonly ok?: Json;
  readonly code?: string;
  readonly detail?: string | null;
  readonly path?: string | null;
}

/** Waits until the call of this button has settled. */
export async function answerOf(page: View, id: string): Promise<Answer> {
  const text = await page.until((asked: string) => {
    const answers: unknown = Reflect.get(globalThis, 'answers');
    const answer: unknown =
      typeof answers === 'object' && answers !== null ? Reflect.get(answers, asked) : undefined;
    return answer === undefined ? '' : JSON.stringify(answer);
  }, id);
  const answer: Answer = JSON.parse(text);
  return answer;
}

export async function isPending(page: Page, id: string): Promise<boolean> {
  return page.evaluate((asked: string) => {
    const answers: unknown = Reflect.get(globalThis, 'answers');
    return typeof answers === 'object' && answers !== null && Reflect.get(answers, asked) === undefined;
  }, id);
}

/** Until the page knows its grants: from then on its next press opens the window, where one is needed, at once. */
export async function whenReady(page: Page): Promise<void> {
  await page.until(async () => {
    const humanfs: unknown = Reflect.get(globalThis, 'humanfs');
    if (typeof humanfs !== 'object' || humanfs === null) return false;
    await Reflect.get(humanfs, 'ready');
    return true;
  });
}
