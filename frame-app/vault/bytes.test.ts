import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { concat, fromBase64Url, fromUtf8, toBase64Url, toHex, utf8 } from './bytes.ts';
import { importAesKey, openJson, openRecord, sealJson, sealRecord } from './cipher.ts';
import { csvCell, textOfCell } from './safe/csv-cell.ts';

test('base64url and hex are those of every other program, and come back', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = toBase64Url(bytes);
      assert.equal(text, Buffer.from(bytes).toString('base64url'));
      assert.deepEqual(fromBase64Url(text), new Uint8Array(bytes));
      assert.equal(toHex(bytes), Buffer.from(bytes).toString('hex'));
    }),
  );
  for (const bad of ['A', 'AB', 'A=', 'a b', 'ab+c', 'é']) assert.equal(fromBase64Url(bad), null, bad);
});

test('texts come back, and no other bytes pass for a text', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => assert.equal(fromUtf8(utf8(text)), text)));
  assert.throws(() => fromUtf8(Uint8Array.of(0xff)));
  assert.deepEqual(concat([Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3)]), Uint8Array.of(1, 2, 3));
});

test('a record opens with its key, under its name, unchanged, and not otherwise', async () => {
  const key = await importAesKey(crypto.getRandomValues(new Uint8Array(32)));
  const other = await importAesKey(crypto.getRandomValues(new Uint8Array(32)));
  const plain = utf8('the plain text');
  const record = await sealRecord(key, ['chunk', 'ab', 'c'], plain);
  assert.deepEqual(await openRecord(key, ['chunk', 'ab', 'c'], record), plain);
  assert.notDeepEqual(await sealRecord(key, ['chunk', 'ab', 'c'], plain), record, 'a fresh IV each time');
  const damaged = { code: 'damaged' };
  await assert.rejects(openRecord(other, ['chunk', 'ab', 'c'], record), damaged);
  await assert.rejects(openRecord(key, ['chunk', 'a', 'bc'], record), damaged);
  await assert.rejects(openRecord(key, ['index', 'ab', 'c'], record), damaged);
  for (let at = 1; at < record.length; at++) {
    const changed = record.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    await assert.rejects(openRecord(key, ['chunk', 'ab', 'c'], changed), damaged, `byte ${at}`);
  }
  for (const nothing of [undefined, null, 'text', new Uint8Array(3), Uint8Array.of(0, ...record.slice(1))]) {
    await assert.rejects(openRecord(key, ['chunk', 'ab', 'c'], nothing), damaged);
  }
  const newer = Uint8Array.of(2, ...record.slice(1));
  await assert.rejects(openRecord(key, ['chunk', 'ab', 'c'], newer), { code: 'newer-format' });
});

test('JSON records come back, and bytes that are no JSON are damage', async () => {
  const key = await importAesKey(crypto.getRandomValues(new Uint8Array(32)));
  const sealed = await sealJson(key, ['manifest', 'x'], { a: [1, 'ç'] });
  assert.deepEqual(await openJson(key, ['manifest', 'x'], sealed), { a: [1, 'ç'] });
  const noJson = await sealRecord(key, ['manifest', 'x'], utf8('{'));
  await assert.rejects(openJson(key, ['manifest', 'x'], noJson), { code: 'damaged' });
});

test('no CSV cell runs, and each gives its text back', () => {
  const cells = fc.oneof(
    fc.string(),
    fc.constantFrom('=1+1', '+1', '-1', '@x', '\t=1', "'=1", "'", '＝1', '"', 'a,b', 'a\r\nb'),
  );
  fc.assert(
    fc.property(cells, (text) => {
      const cell = csvCell(text);
      const quoted = cell.startsWith('"');
      const inside = quoted ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      assert.ok(!/^[=+\-@\t\r\n]/.test(inside), cell);
      assert.equal(textOfCell(inside), text);
      if (!quoted) assert.ok(!/[",\r\n]/.test(cell));
    }),
  );
});
