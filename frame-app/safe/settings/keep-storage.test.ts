import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSession } from '../session.ts';
import { fullContents } from '../testing/made-up-contents.ts';
import { madeUpSafe } from '../testing/made-up-safe.ts';
import { askOnceDataIsIn, askToKeep, keepingOf } from './keep-storage.ts';

const asking = (answer: boolean, asked: string[]) => ({
  persist: async () => {
    asked.push('persist');
    return answer;
  },
});

test('a browser without the question is told apart from one that said no', async () => {
  assert.equal(await askToKeep(undefined), null);
  assert.equal(await askToKeep({}), null);
  assert.equal(await askToKeep(asking(false, [])), false);
  assert.equal(keepingOf(null, undefined), 'cannot-say');
  assert.equal(keepingOf(null, asking(true, [])), 'not-asked');
  assert.equal(keepingOf(false, asking(true, [])), 'not-promised');
  assert.equal(keepingOf(true, asking(true, [])), 'kept');
});

test('the browser is asked once, when the first data is in, and its answer is kept', async () => {
  const asked: string[] = [];
  const made = madeUpSafe();
  const session = await openSession(made.safe, () => assert.fail('not deleted'));
  const stop = askOnceDataIsIn(session, asking(true, asked));
  assert.deepEqual(asked, []);
  const kept = new Promise<void>((resolve) => {
    session.contents.subscribe(({ settings }) => {
      if (settings.persistent === true) resolve();
    });
  });
  made.change({ variables: fullContents(Date.now()).variables });
  await kept;
  made.change({ name: 'Mom' });
  await session.refresh();
  assert.deepEqual(asked, ['persist']);
  stop();
  session.close();
});
