import type { VariableKey } from '../model.ts';
import { equal, ok, rejects } from '../testing/assert.ts';
import { freshSafe, NOON, PAIN } from '../testing/fresh-safe.ts';
import { DAY, importRows, withPain } from '../testing/safe-with-pain.ts';
import { rowsOf } from '../testing/sample-rows.ts';

describe('a copy', () => {
  const collect = async (pieces: AsyncIterable<string>) => {
    let text = '';
    for await (const piece of pieces) text += piece;
    return text;
  };

  it('holds everything as JSON, history too, and is logged', async () => {
    const { safe } = await withPain();
    await importRows(safe);
    const parsed: unknown = JSON.parse(await collect(safe.exportAll('json')));
    ok(
      typeof parsed === 'object' &&
        parsed !== null &&
        'variables' in parsed &&
        Array.isArray(parsed.variables),
    );
    equal(parsed.variables.length, 1);
    const [{ streams }] = parsed.variables;
    equal(streams[0].rows.length, 3);
    equal(streams[0].rows[0].slice(0, 5), [NOON - DAY + 1, null, 1, null, null]);
    equal((await safe.log()).at(-1)?.kind, 'export');
  });

  it('as CSV runs no formula, and takes back what it put in front', async () => {
    const { safe } = await freshSafe();
    const run = await safe.beginImport({ format: 'csv', fileName: 'x', bytes: 1 });
    const note = '=HYPERLINK("http://evil.example","x")';
    await run.write({ ...PAIN, name: '+1 pain' }, rowsOf([{ start: NOON, value: -0, note, offset: 60 }]));
    const lines = (await collect(safe.exportAll('csv'))).split('\r\n');
    equal(
      lines[1],
      `'+1 pain,{score},0 to 10 (high is worse),Symptoms,pain.csv,2026-01-15T12:00:00.000Z,,-0,60,"'=HYPERLINK(""http://evil.example"",""x"")"`,
    );
  });

  it('is refused where a chunk is damaged', async () => {
    const { safe, records } = await withPain();
    const key = (await safe.contents()).variables[0]?.variable.key;
    for (const at of await records.keys()) {
      const bytes = await records.get(at);
      if (!(bytes instanceof Uint8Array)) continue;
      bytes[20] = (bytes[20] ?? 0) ^ 1;
      await records.commit({ put: [[at, bytes]], delete: [] });
      const [read] = await safe.readVariable(key as VariableKey).catch(() => []);
      if (read?.damaged.length === 1) break;
      bytes[20] ^= 1;
      await records.commit({ put: [[at, bytes]], delete: [] });
    }
    await rejects(collect(safe.exportAll('csv')), 'damaged');
    await rejects(collect(safe.exportAll('json')), 'damaged');
  });
});
