import { equal, ok, rejects } from '../testing/assert.ts';
import { openRecords } from './records.ts';
import { windowStorageArea } from './storage-area.ts';
import { withWriteLock } from './write-lock.ts';

const DATABASE = 'humanfs-records-test';

describe('records', () => {
  const area = windowStorageArea();
  const fresh = async () => {
    const records = openRecords(area, DATABASE);
    await records.destroy();
    return records;
  };

  it('puts and deletes in one commit', async () => {
    const records = await fresh();
    await records.commit({
      put: [
        ['a', 1],
        ['b', new Uint8Array([1])],
      ],
      delete: [],
    });
    await records.commit({ put: [['c', 3]], delete: ['a'] });
    equal(await records.getMany(['a', 'b', 'c']), [undefined, new Uint8Array([1]), 3]);
    equal(await records.keys(), ['b', 'c']);
  });

  it('stores nothing of a commit that fails half way', async () => {
    const records = await fresh();
    await records.commit({ put: [['old', 1]], delete: [] });
    const uncloneable = () => undefined;
    await rejects(
      records.commit({
        put: [
          ['new', 2],
          ['bad', uncloneable],
        ],
        delete: ['old'],
      }),
      'storage-failed',
    );
    equal(await records.getMany(['old', 'new']), [1, undefined]);
  });

  it('stores nothing of a commit that the browser aborts, and says when the room is gone', async () => {
    const records = await fresh();
    await records.commit({ put: [['old', 1]], delete: [] });
    const put = IDBObjectStore.prototype.put;
    for (const name of ['QuotaExceededError', 'UnknownError']) {
      IDBObjectStore.prototype.put = function (...args) {
        const request = put.apply(this, args);
        request.onsuccess = () => {
          throw new DOMException('in the middle of a commit', name);
        };
        return request;
      };
      // An error thrown in a request's handler aborts its transaction, as a full disk does.
      const quiet = (event: ErrorEvent) => event.preventDefault();
      const onerror = window.onerror;
      window.onerror = () => true;
      addEventListener('error', quiet);
      try {
        await rejects(records.commit({ put: [['new', 2]], delete: ['old'] }), 'storage-failed');
      } finally {
        IDBObjectStore.prototype.put = put;
        removeEventListener('error', quiet);
        window.onerror = onerror;
      }
      equal(await records.getMany(['old', 'new']), [1, undefined]);
    }
    const full = { ...area, indexedDB: refusingFactory() };
    await rejects(openRecords(full, DATABASE).commit({ put: [['x', 1]], delete: [] }), 'storage-full');
  });

  it('opens again after the browser or another tab closed the connection', async () => {
    const records = await fresh();
    await records.commit({ put: [['a', 1]], delete: [] });
    const other = openRecords(area, DATABASE);
    equal(await other.get('a'), 1);
    await other.destroy();
    equal(await records.get('a'), undefined);
    await records.commit({ put: [['a', 2]], delete: [] });
    equal(await records.get('a'), 2);
  });

  it('lets one writer at a time through the lock', async () => {
    const order: string[] = [];
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const first = withWriteLock(area, async () => {
      order.push('first in');
      await gate;
      order.push('first out');
    });
    const second = withWriteLock(area, async () => order.push('second in'));
    while (!(await navigator.locks.query()).pending?.some(({ name }) => name === 'humanfs-safe')) {
      // The second writer's request is on its way to the browser.
    }
    ok(!order.includes('second in'));
    open();
    await Promise.all([first, second]);
    equal(order, ['first in', 'first out', 'second in']);
  });
});

function refusingFactory(): IDBFactory {
  return new Proxy(indexedDB, {
    get: (target, name) =>
      name === 'open'
        ? () => {
            throw new DOMException('no room', 'QuotaExceededError');
          }
        : Reflect.get(target, name),
  });
}
