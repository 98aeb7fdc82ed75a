import { sendKeys } from '@web/test-runner-commands';
import { check, draw, equal, lookAs, noAxeFaults, type, until } from '../ui/testing/in-page.ts';
import { CannotOpen, FramedSentence, UnsafeHost } from './first-use/closed-doors.tsx';
import { FirstUse } from './first-use/first-use.tsx';
import { problemOf } from './problems.ts';
import { fullContents, madeUpLog } from './testing/made-up-contents.ts';
import { loadSafeStyles, type OpenPages, openPages } from './testing/open-pages.tsx';

declare function describe(title: string, body: () => void): void;
declare function it(title: string, body: () => Promise<void>): void;
declare function before(body: () => Promise<void>): void;

const NOW = Date.now();
const full = () => ({ contents: fullContents(NOW), log: madeUpLog(NOW) });

async function withPages(hash: string, test: (pages: OpenPages) => Promise<void>): Promise<void> {
  const pages = await openPages(full(), hash);
  try {
    await test(pages);
  } finally {
    pages.remove();
  }
}

describe('what a person can do in the safe', () => {
  before(async () => {
    await loadSafeStyles();
    await lookAs(360, 'light');
  });

  it('from Overview to stopped in one press, and back within ten seconds', () =>
    withPages('#/', async (pages) => {
      (await pages.find('[data-testid=stop]')).click();
      const told = await pages.find('[data-testid=stopped]');
      check(
        told.textContent?.includes('diet.localhost may still show what it has until') === true,
        'no words',
      );
      equal(pages.made.calls, ['revoke']);
      (await pages.named('Allow again')).click();
      await until(() => pages.made.calls.includes('allowAgain'));
      await until(() => pages.root.querySelector('[data-testid=stopped]') === null);
    }));

  it('"Allow again" goes when its ten seconds are over', async () => {
    const contents = fullContents(NOW);
    const grants = contents.grants.map((grant) =>
      grant.id === 'diet' ? { ...grant, state: 'revoked' as const, revokedAt: Date.now() - 9_000 } : grant,
    );
    const pages = await openPages({ contents: { ...contents, grants } }, '#/apps');
    await pages.named('Allow again');
    await until(() => !pages.has('Allow again'));
    await pages.find('[data-testid=stopped]');
    pages.remove();
  });

  it('everything a site added goes in one press', () =>
    withPages('#/apps', async (pages) => {
      (await pages.named('Undo everything this site added')).click();
      await pages.find('[data-testid=undone]');
      equal(pages.made.calls, ['undoApp']);
    }));

  it('an import is taken back and says so', () =>
    withPages('#/sources', async (pages) => {
      (await pages.named('Undo')).click();
      await until(() => pages.root.textContent?.includes('Taken back'));
      equal(pages.made.calls, ['undo']);
    }));

  it('search narrows the list', () =>
    withPages('#/variables', async (pages) => {
      type(await pages.find('input[type=search]'), 'heart');
      await until(() => pages.root.querySelectorAll('.variable-row').length === 2);
      type(await pages.find('input[type=search]'), 'zzz');
      await until(() => pages.root.textContent?.includes('Nothing has this name'));
    }));

  it('the name is kept and shown at once', () =>
    withPages('#/settings', async (pages) => {
      type(await pages.find('input[type=text]'), ' Ana ');
      (await pages.named('Save the name')).click();
      await until(() => pages.root.querySelector('.shell-name')?.textContent === 'Ana’s safe');
    }));

  it('a copy is handed to the browser under a dated name and remembered', () =>
    withPages('#/settings', async (pages) => {
      const saved = new Promise<string>((resolve) => {
        document.addEventListener(
          'click',
          (event) => {
            const link = event.target;
            if (!(link instanceof HTMLAnchorElement) || link.download === '') return;
            event.preventDefault();
            resolve(link.download);
          },
          { capture: true },
        );
      });
      (await pages.named('Export everything (JSON)')).click();
      check(/^safe-\d{4}-\d\d-\d\d\.json$/u.test(await saved), 'an undated name');
      await pages.find('[data-testid=copy-saved]');
      equal(pages.made.calls, ['export json', 'settings']);
      check(pages.root.textContent?.includes('Last copy saved today.') === true, 'not remembered');
    }));

  it('the safe goes only after the typed word', () =>
    withPages('#/settings', async (pages) => {
      (await pages.named('I want to delete my safe')).click();
      const remove = await pages.named('Delete my safe');
      remove.click();
      await until(() => pages.root.textContent?.includes('Type the word delete to go on.'));
      equal(pages.made.calls, []);
      const field = [...pages.root.querySelectorAll('input[type=text]')].at(-1);
      check(field !== undefined, 'no field');
      type(field, 'Delete');
      await until(() => !pages.root.textContent?.includes('Type the word delete to go on.'));
      remove.click();
      await until(() => pages.root.textContent?.includes('Your safe is deleted'));
      equal(pages.made.calls, ['deleteEverything']);
      equal(pages.stage.kind, 'deleted');
    }));

  it('an act that fails says what happened, what is safe and what to do', async () => {
    const pages = await openPages(
      { ...full(), acts: { undo: () => Promise.reject(new Error('disk')) } },
      '#/sources',
    );
    (await pages.named('Undo')).click();
    const told = await pages.find('[data-testid=problem]');
    equal(told.querySelectorAll('.notice-body > p').length, 3);
    equal(told.getAttribute('role'), 'alert');
    pages.remove();
  });

  it('the keyboard alone reaches every link and button, in order, without a trap', () =>
    withPages('#/apps', async (pages) => {
      const wanted = [...pages.root.querySelectorAll<HTMLElement>('a[href], button, summary')].filter(
        (each) => each.tagName === 'SUMMARY' || each.closest('details:not([open])') === null,
      );
      const met = new Set<Element>();
      for (let press = 0; press < wanted.length + 10; press += 1) {
        await sendKeys({ press: 'Tab' });
        if (document.activeElement !== null) met.add(document.activeElement);
      }
      equal(
        wanted.filter((each) => !met.has(each)).map((each) => each.textContent),
        [],
        'never reached',
      );
    }));

  it('first use: one field, one press, the typed name arrives trimmed', async () => {
    const names: (string | null)[] = [];
    const drawn = draw(
      <FirstUse
        problem={null}
        onCreate={async (name) => {
          names.push(name);
        }}
      />,
    );
    await noAxeFaults(drawn.root, 'first use');
    (await drawn.named('Create my safe')).click();
    await until(() => names.length === 1);
    type(await drawn.find('input'), ' Mom ');
    await until(() => drawn.root.querySelector('[aria-disabled]') === null);
    (await drawn.named('Create my safe')).click();
    await until(() => names.length === 2);
    equal(names, [null, 'Mom']);
    drawn.remove();
  });

  it('closed doors have no accessibility fault', async () => {
    for (const door of [
      <UnsafeHost key="host" missing={["Content-Security-Policy: frame-ancestors 'none'"]} />,
      <CannotOpen key="closed" problem={problemOf(new Error('x'))} />,
      <main key="framed">
        <h1>Framed</h1>
        <FramedSentence />
      </main>,
    ]) {
      const drawn = draw(door);
      await noAxeFaults(drawn.root, 'door');
      drawn.remove();
    }
  });
});
