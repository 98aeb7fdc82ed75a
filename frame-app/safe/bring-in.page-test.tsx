/** The pages over the real vault and the real importers: first use, a file twice, undo, the log, the end. */
import { check, draw, equal, lookAs, noAxeFaults, noSidewaysScroll, until } from '../ui/testing/in-page.ts';
import { createSafe, lookForSafe, openSafe } from '../vault/safe/safe.ts';
import { windowStorageArea } from '../vault/storage/storage-area.ts';
import { App } from './app.tsx';
import { parseRoute, route } from './routes.ts';
import type { Session } from './session.ts';
import { type ImportDesk, makeImportDesk } from './sources/import-desk.ts';
import { makeStart } from './stage.ts';
import { loadSafeStyles } from './testing/open-pages.tsx';

declare function describe(title: string, body: () => void): void;
declare function it(title: string, body: () => Promise<void>): void;
declare function before(body: () => Promise<void>): void;

const CSV = [
  'Date,Pain,Remark',
  '2026-05-01 20:00,3,Slept badly',
  '2026-05-02 20:00,4,',
  'no day at all,5,',
  '2026-05-04 20:00,6,=1+1',
  '',
].join('\n');

const area = windowStorageArea();

async function emptyStorage(): Promise<void> {
  if ((await lookForSafe(area)) !== 'none') await (await openSafe(area)).deleteEverything();
}

function openWindow() {
  const start = makeStart({
    area,
    lookForSafe,
    openSafe,
    createSafe,
    ownHeaders: () => Promise.resolve({ ok: true }),
  });
  const desks = new Map<Session, ImportDesk>();
  const deskOf = (session: Session) => {
    const desk = desks.get(session) ?? makeImportDesk(session);
    desks.set(session, desk);
    return desk;
  };
  route.value = parseRoute('#/');
  const drawn = draw(<App start={start} deskOf={deskOf} />);
  const go = (hash: string) => {
    route.value = parseRoute(hash);
  };
  /** Gives a file to the page as the browser's own dialog does. */
  const choose = async (name: string, text: string) => {
    const input = await drawn.find('[data-testid=choose-files]');
    check(input instanceof HTMLInputElement, 'no file input');
    const files = new DataTransfer();
    files.items.add(new File([text], name));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const answerDate = () => {
    const list = drawn.root.querySelector<HTMLSelectElement>('.mapping select');
    if (list === null) return;
    list.value = '0';
    list.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const receipts = async (count: number) => {
    const all = await until(() => {
      const found = [...drawn.root.querySelectorAll<HTMLElement>('[data-testid=receipt]')];
      return found.length === count ? found : null;
    });
    return { ...all[0]?.dataset };
  };
  return { drawn, start, go, choose, answerDate, receipts };
}

describe('bringing a file in', () => {
  before(async () => {
    await loadSafeStyles();
    await lookAs(360, 'light');
    await emptyStorage();
  });

  it('from first use to a chart, again without change, and back to nothing', async () => {
    const { drawn, start, go, choose, answerDate, receipts } = openWindow();
    await start.begin();
    (await drawn.named('Create my safe')).click();
    await until(() => drawn.root.textContent?.includes('Your safe is empty.'));

    go('#/sources');
    await choose('pain.csv', CSV);
    const bring = await drawn.named('Bring it in');
    await noAxeFaults(drawn.root, 'mapping');
    noSidewaysScroll('mapping at 360');
    // One day in four cannot be read, so the page does not guess which column is the date.
    bring.click();
    await until(() => drawn.root.textContent?.includes('Choose the column with the date.'));
    answerDate();
    await until(() => !drawn.root.textContent?.includes('Choose the column with the date.'));
    bring.click();
    const first = await receipts(1);
    equal(first, { testid: 'receipt', read: '4', new: '3', same: '0', corrected: '0', skipped: '1' });
    check(drawn.has('Download the list'), 'no list of skipped rows');
    await noAxeFaults(drawn.root, 'receipt');

    await choose('pain.csv', CSV);
    await drawn.named('Bring it in');
    answerDate();
    await until(
      () => !drawn.root.querySelector('.mapping option[value=""]:checked')?.textContent?.includes('Choose'),
    );
    (await drawn.named('Bring it in')).click();
    const second = await receipts(2);
    equal(second, { testid: 'receipt', read: '4', new: '0', same: '3', corrected: '0', skipped: '1' });

    go('#/variables');
    const row = await drawn.find('.variable-row');
    check(row.textContent?.includes('Pain') === true, 'no Pain');
    go(row.getAttribute('href') ?? '');
    await drawn.find('canvas');
    equal(drawn.root.querySelectorAll('.variable-detail tbody tr').length, 3);

    go('#/activity');
    await until(() => drawn.root.textContent?.includes('Log unbroken'));
    await until(() => drawn.root.textContent?.includes('You brought in pain.csv: 3 new entries.'));

    go('#/sources');
    await until(() => drawn.root.querySelectorAll('[data-testid=past-import]').length === 2);
    const undo = [...drawn.root.querySelectorAll<HTMLElement>('[data-testid=past-import] .button')].at(-1);
    undo?.click();
    await until(() => drawn.root.textContent?.includes('Taken back'));
    go('#/variables');
    await until(() => drawn.root.textContent?.includes('Nothing here yet.'));
    drawn.remove();
  });

  it('a picture is refused with a reason, and the safe stays as it was', async () => {
    const { drawn, start, go, choose } = openWindow();
    await start.begin();
    go('#/sources');
    await choose('photo.jpg', '\u0089PNG\r\n\u001a\n\0\0\0');
    const told = await drawn.find('[role=alert]');
    check(told.textContent?.includes('photo.jpg') === true, 'which file?');
    check(told.textContent?.includes('Nothing in your safe was changed.') === true, 'what is safe?');
    drawn.remove();
    await emptyStorage();
  });
});
