/** The whole window over a made-up safe, for page tests. */
import { signal } from '@preact/signals';
import { type Drawn, draw, loadStyles } from '../../ui/testing/in-page.ts';
import { App } from '../app.tsx';
import { parseRoute, route } from '../routes.ts';
import { openSession, type Session } from '../session.ts';
import { type DeskState, type Finished, type ImportDesk, makeImportDesk } from '../sources/import-desk.ts';
import type { Stage, Start } from '../stage.ts';
import { type MadeUp, type MadeUpOptions, madeUpSafe } from './made-up-safe.ts';

export function loadSafeStyles(): Promise<void> {
  const sheets = [
    '../../ui/theme.css',
    '../../ui/controls.css',
    '../../ui/messages-and-tables.css',
    '../../ui/chart/chart.css',
    '../safe.css',
    '../safe-pages.css',
  ];
  return loadStyles(sheets.map((sheet) => new URL(sheet, import.meta.url).href));
}

export interface OpenPages extends Drawn {
  readonly made: MadeUp;
  readonly session: Session;
  readonly stage: { readonly kind: Stage['kind'] };
  go(hash: string): void;
}

export interface DeskParts {
  readonly state?: DeskState;
  readonly finished?: readonly Finished[];
}

export async function openPages(
  options: MadeUpOptions,
  hash: string,
  parts: DeskParts = {},
): Promise<OpenPages> {
  const made = madeUpSafe(options);
  const stage = signal<Stage>({ kind: 'looking' });
  const session = await openSession(made.safe, () => {
    stage.value = { kind: 'deleted' };
  });
  stage.value = { kind: 'open', session };
  const plain = makeImportDesk(session, () => Promise.reject(new Error('no file was given')));
  const desk: ImportDesk = {
    ...plain,
    ...(parts.state === undefined ? {} : { state: signal(parts.state) }),
    ...(parts.finished === undefined ? {} : { finished: signal(parts.finished) }),
  };
  const start: Start = { stage, begin: () => Promise.resolve(), create: () => Promise.resolve() };
  const go = (next: string) => {
    route.value = parseRoute(next);
  };
  go(hash);
  const drawn = draw(<App start={start} deskOf={() => desk} />);
  return {
    ...drawn,
    made,
    session,
    get stage() {
      return stage.value;
    },
    go,
    remove: () => {
      session.close();
      drawn.remove();
    },
  };
}
