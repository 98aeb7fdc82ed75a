import type { TableInspection } from '../importers/import-plan.ts';
import {
  equal,
  lookAs,
  noAxeFaults,
  noSidewaysScroll,
  targetsAreLargeEnough,
  until,
} from '../ui/testing/in-page.ts';
import { StorageFull } from '../vault/errors.ts';
import { problemOf } from './problems.ts';
import * as sentences from './safety-words.ts';
import { fullContents, madeUpGrant, madeUpLog } from './testing/made-up-contents.ts';
import type { MadeUpOptions } from './testing/made-up-safe.ts';
import { type DeskParts, loadSafeStyles, type OpenPages, openPages } from './testing/open-pages.tsx';
import { wordFaults } from './testing/plain-words.ts';

declare function describe(title: string, body: () => void): void;
declare function it(title: string, body: () => Promise<void>): void;
declare function before(body: () => Promise<void>): void;
declare function afterEach(body: () => void): void;

const NOW = Date.now();
const DAY = 86_400_000;

const full: MadeUpOptions = { contents: fullContents(NOW), log: madeUpLog(NOW) };
const [firstHeld, ...otherHeld] = fullContents(NOW).variables;

/** Everything that can be wrong at once: a damaged part, a changed log, a silent site, a stop just made. */
function troubled(): MadeUpOptions {
  const contents = fullContents(NOW);
  const silent = { ...madeUpGrant(READER, NOW), metAt: NOW - 9 * DAY, leaseUntil: NOW - 8 * DAY };
  const stopped = {
    ...madeUpGrant({ ...READER, id: 'stopped', state: 'revoked' }, NOW),
    revokedAt: NOW - 1_000,
  };
  const broken = firstHeld?.streams.map((held) => ({ ...held, damaged: true })) ?? [];
  return {
    contents: {
      ...contents,
      grants: [...contents.grants, silent, stopped],
      variables: firstHeld === undefined ? otherHeld : [{ ...firstHeld, streams: broken }, ...otherHeld],
    },
    log: madeUpLog(NOW),
    check: { ok: false, at: 3 },
  };
}

const READER = {
  id: 'silent',
  origin: 'https://a-clinic-with-a-very-long-name.example:8443',
  access: 'read',
  variable: 'A name of sixty-four letters that somebody really gave to a thing',
  length: { kind: 'until-revoked' },
} as const;

const PAGES = {
  Overview: '#/',
  Variables: '#/variables',
  'one variable': '#/variables/arthritis-severity',
  'Data Sources': '#/sources',
  Apps: '#/apps',
  'consent record': '#/apps/diet',
  Activity: '#/activity',
  Settings: '#/settings',
  safety: '#/safety',
} as const;

const STATES: Readonly<Record<string, () => MadeUpOptions>> = {
  empty: () => ({}),
  full: () => full,
  troubled,
};

const TABLE: TableInspection = {
  kind: 'table',
  path: 'diary.csv',
  bytes: 1_000,
  columns: [
    { index: 0, header: 'Date', role: 'date', samples: ['03/04/2026'] },
    { index: 1, header: 'Pain', role: 'value', samples: ['1,234'] },
    {
      index: 2,
      header: 'A header as long as some programs write them, with its unit (kg)',
      role: 'value',
      samples: [],
    },
    { index: 3, header: null, role: 'note', samples: ['Slept badly'] },
  ],
  rows: [['03/04/2026', '1,234', '71', 'Slept badly and woke early, as on every day of that week']],
  timesHaveZone: false,
  questions: [
    { kind: 'date-order', column: 0, examples: ['03/04/2026'] },
    { kind: 'numbers', column: 1, examples: ['1,234'] },
    { kind: 'unit', column: 2 },
  ],
  guess: {
    encoding: 'utf-8',
    delimiter: ';',
    firstRow: 1,
    start: { date: 0, time: null, zone: null },
    end: null,
    dateOrder: null,
    numbers: null,
    zone: { name: 'Europe/Paris' },
    note: 3,
    values: {
      layout: 'wide',
      columns: [
        { column: 1, name: 'Pain', unit: '1', scale: { min: 0, max: 10, worse: 'high' }, category: 'Other' },
        { column: 2, name: 'Weight', unit: 'kg', category: 'Body' },
      ],
    },
  },
};

const someFile = new File(['x'], 'export-of-everything-with-a-very-long-file-name-2026-11-22.zip');
const lastImport = fullContents(NOW).batches.at(-1);

const DESK: Readonly<Record<string, DeskParts>> = {
  looking: { state: { kind: 'looking', file: someFile } },
  asking: { state: { kind: 'asking', file: someFile, inspection: TABLE } },
  running: {
    state: {
      kind: 'running',
      file: someFile,
      progress: { bytesRead: 84_000_000, bytesTotal: 191_000_000, recordsRead: 203_311 },
    },
    finished:
      lastImport === undefined
        ? []
        : [
            {
              id: 0,
              fileName: 'export.zip',
              kind: 'receipt',
              batch: { ...lastImport, state: 'cancelled' },
              skippedRecords: [{ where: 'row 14', reason: 'no-date', excerpt: 'x' }],
              cutOff: true,
              problem: problemOf(new StorageFull()),
            },
            {
              id: 1,
              fileName: 'photo.jpg',
              kind: 'refused',
              problem: {
                happened: 'This is a picture.',
                safe: 'Nothing was changed.',
                todo: 'Choose another file.',
              },
            },
          ],
  },
};

/** Texts that are fixed elsewhere or typed by others: safety sentences, the stored consent text, file contents. */
function ownWords(root: HTMLElement): string {
  const copy = root.cloneNode(true);
  if (!(copy instanceof HTMLElement)) return '';
  for (const block of copy.querySelectorAll('.shown-text, bdi, td, th, dt')) block.remove();
  for (const block of copy.querySelectorAll('p, li, h1, h2, h3, dd, span, button, a, label, option')) {
    block.append('\n');
  }
  return Object.values(sentences).reduce(
    (text, sentence) => text.replaceAll(sentence, ''),
    copy.textContent ?? '',
  );
}

let pages: OpenPages;

describe('pages of the safe', () => {
  before(loadSafeStyles);
  afterEach(() => pages.remove());

  for (const [state, options] of Object.entries(STATES)) {
    for (const [page, hash] of Object.entries(PAGES)) {
      it(`${page}, ${state}: no fault for eye, hand or screen reader`, async () => {
        for (const width of [360, 1280]) {
          for (const scheme of ['light', 'dark'] as const) {
            await lookAs(width, scheme);
            pages = await openPages(options(), hash);
            await pages.find('h1');
            await until(() => !pages.root.textContent?.includes(' ...'));
            const about = `${page} ${state} ${width} ${scheme}`;
            await noAxeFaults(pages.root, about);
            noSidewaysScroll(about);
            targetsAreLargeEnough(pages.root, about);
            equal(wordFaults(ownWords(pages.root)), [], about);
            if (width !== 1280 || scheme !== 'dark') pages.remove();
          }
        }
      });
    }
  }

  for (const [name, parts] of Object.entries(DESK)) {
    it(`Data Sources, ${name}: no fault`, async () => {
      for (const width of [360, 1280]) {
        for (const scheme of ['light', 'dark'] as const) {
          await lookAs(width, scheme);
          pages = await openPages(full, '#/sources', parts);
          await pages.find('[data-testid=desk]');
          await noAxeFaults(pages.root, `${name} ${width} ${scheme}`);
          noSidewaysScroll(`${name} ${width}`);
          targetsAreLargeEnough(pages.root, name);
          equal(wordFaults(ownWords(pages.root)), [], name);
          if (width !== 1280 || scheme !== 'dark') pages.remove();
        }
      }
    });
  }

  it('nothing scrolls sideways at 320 px', async () => {
    await lookAs(320, 'light');
    pages = await openPages(troubled(), '#/');
    for (const [page, hash] of Object.entries(PAGES)) {
      pages.go(hash);
      await pages.find('h1');
      noSidewaysScroll(`${page} at 320`);
    }
  });

  it('text at 200 % is whole: nothing scrolls sideways at 360 px', async () => {
    await lookAs(360, 'light');
    document.documentElement.style.fontSize = '200%';
    pages = await openPages(full, '#/', DESK.running ?? {});
    for (const [page, hash] of Object.entries(PAGES)) {
      pages.go(hash);
      await pages.find('h1');
      noSidewaysScroll(`${page} at 200 %`);
    }
    document.documentElement.style.fontSize = '';
  });

  it('six links by their names, the open one marked, on every page', async () => {
    pages = await openPages(full, '#/apps');
    const links = [...pages.root.querySelectorAll('nav a')];
    equal(
      links.map((link) => link.textContent),
      ['Overview', 'Variables', 'Data Sources', 'Apps', 'Activity', 'Settings'],
    );
    equal(
      links.flatMap((link) => (link.getAttribute('aria-current') === 'page' ? [link.textContent] : [])),
      ['Apps'],
    );
  });

  it('moving to a page puts focus on its heading', async () => {
    pages = await openPages(full, '#/');
    await pages.find('h1');
    pages.go('#/apps');
    await until(
      () => document.activeElement?.tagName === 'H1' && document.activeElement.textContent === 'Apps',
    );
  });
});
