import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { encode, inspect, read } from './feed-table.ts';
import { recogniseTable } from './recognise.ts';

describe('any table', () => {
  const cell = fc.oneof(
    fc.constantFrom('', ' ', '"', '""', ',', '\n', '\r\n', '5', '2024-01-15'),
    fc.string({ maxLength: 8, unit: 'grapheme' }),
  );
  const quoted = (text: string): string => `"${text.replace(/"/gu, '""')}"`;

  it('gives back every cell, in any pieces', async () => {
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rows, fc.array(fc.nat(300)), async (notes, cuts) => {
        // Each row carries its cells in the note, so that what comes out is what was written.
        const text = `date,v,note\n${notes.map((cells) => `2024-01-15,1,${quoted(`x${cells.join('|')}x`)}\n`).join('')}`;
        const { guess } = await inspect('date,v,note\n2024-01-15,1,a\n');
        const bytes = encode(text);
        const { sink } = await read(
          bytes,
          guess,
          cuts.filter((cut) => cut < bytes.length),
        );
        assert.deepEqual(
          sink.all.map(({ note }) => note),
          notes.map((cells) => `x${cells.join('|')}x`),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('never throws but for a reason to the person, on any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc
            .string({
              maxLength: 300,
              unit: fc.constantFrom('1', '-', ',', ';', '\n', '"', ':', 'a', '/', '2024-01-15', '.', '|'),
            })
            .map(encode),
        ),
        async (bytes) => {
          if (recogniseTable(bytes) === 0) return;
          const { guess, questions } = await inspect(bytes);
          if (questions.length > 0) return;
          const { sink, summary } = await read(bytes, guess);
          assert.equal(summary.rowsGiven, sink.all.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads the rows before the cut, wherever the file is cut', async () => {
    const text = 'date,v,note\n2024-01-15,10,"a ""b"", c"\n2024-01-16,20,"two\nlines"\n2024-01-17,30,x\n';
    const { guess } = await inspect(text);
    for (let length = 0; length <= text.length; length++) {
      const { sink, summary } = await read(text.slice(0, length), guess);
      assert.ok(sink.all.length <= 3 && summary.recordsRead >= sink.all.length);
      if (summary.cutOff) assert.deepEqual(summary.skipped, { 'cut-off': 1 });
    }
  });

  it('gives up a row of megabytes and goes on behind it', async () => {
    const text = `date,v,note\n2024-01-15,1,a\n2024-01-16,2,"${'n'.repeat((1 << 20) + 5)}"\n2024-01-17,3,"never closed\n${'2024-01-18,4,a\n'.repeat(100_000)}`;
    const { guess } = await inspect('date,v,note\n2024-01-15,1,a\n');
    const { sink, summary } = await read(text, guess);
    assert.equal(summary.skipped['not-a-measurement'], 2);
    assert.deepEqual(
      sink.all.slice(0, 2).map(({ value }) => value),
      [1, 4],
    );
    assert.ok(sink.all.length > 10_000);
    assert.equal(summary.cutOff, false);
  });

  it('is not JSON, XML, a picture or a letter', () => {
    for (const text of [
      '{"a":1,\n"b":2}',
      '[1,2]\n[3,4]',
      '<a>1,2\n3,4</a>',
      'Dear Ann,\nthank you, and see you, soon.\nBob',
      '',
      'x',
      '\u0000\u0001,2\n3,4\n',
    ]) {
      assert.equal(recogniseTable(encode(text)), 0, text);
    }
  });
});
