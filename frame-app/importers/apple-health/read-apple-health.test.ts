import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readExport } from './feed-export.ts';

const quirks = new Uint8Array(readFileSync(new URL('./fixtures/quirks.xml', import.meta.url)));
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const step = (value: string | number, more = ''): string =>
  `<Record type="HKQuantityTypeIdentifierStepCount" sourceName="Phone" unit="count" ` +
  `startDate="2024-03-01 08:00:00 +0100" endDate="2024-03-01 08:05:00 +0100" value="${value}"${more}/>`;
const file = (inside: string): Uint8Array =>
  encode(`<?xml version="1.0"?>\n<HealthData locale="en">${inside}</HealthData>`);

describe('Apple Health: the quirks of FORMAT.md', () => {
  it('reads the hand-written export row by row', async () => {
    const { sink, summary } = await readExport(quirks);
    assert.deepEqual(sink.lines, [
      'Step Count | {count} | Kims iPhone (device) | 2024-03-01T07:00:00.000Z | 2024-03-01T07:05:00.000Z | 120 | 60 | ',
      'Step Count | {count} | Kims iPhone (device) | 2024-03-01T08:00:00.000Z | 2024-03-01T08:05:00.000Z | 80 | 60 | ',
      'Step Count | {count} | Pedometer "Pro" & more (device) | 2024-03-01T09:00:00.000Z | 2024-03-01T09:05:00.000Z | 7 | 60 | ',
      'Heart Rate | /min | Watch (device) | 2024-03-01T09:00:00.000Z | 2024-03-01T09:00:00.000Z | 61.5 | 60 | ',
      'Body Mass | [lb_av] | Scale (person) | 2024-03-01T06:00:00.000Z | 2024-03-01T06:00:00.000Z | 175.2 | -300 | ',
      'Blood Glucose | mmol/L | Meter (device) | 2024-03-01T06:10:00.000Z | 2024-03-01T06:10:00.000Z | 5.4 | 60 | ',
      'Oxygen Saturation | 1 | Watch (device) | 2024-03-01T02:00:00.000Z | 2024-03-01T02:00:00.000Z | 0.97 | 60 | ',
      'Protein | g | Food app (device) | 2024-03-01T11:00:00.000Z | 2024-03-01T11:00:00.000Z | 31 | 60 | Chicken & rice',
      'Sleep: Core | min | Watch (device) | 2024-02-29T22:10:00.000Z | 2024-02-29T23:40:00.000Z | 90 | 60 | ',
      'Sleep: In Bed | min | Watch (device) | 2024-02-29T22:00:00.000Z | 2024-03-01T06:00:00.000Z | 480 | 60 | ',
      'Headache | {score} | Health (device) | 2024-03-01T14:00:00.000Z | 2024-03-01T15:00:00.000Z | 2 | 60 | ',
      'Mindful Session | min | Calm (device) | 2024-03-01T19:00:00.000Z | 2024-03-01T19:10:00.000Z | 10 | 60 | ',
      'Blood Pressure Systolic | mm[Hg] | Cuff (device) | 2024-03-01T07:30:00.000Z | 2024-03-01T07:30:00.000Z | 118 | 60 | ',
      'Blood Pressure Diastolic | mm[Hg] | Cuff (device) | 2024-03-01T07:30:00.000Z | 2024-03-01T07:30:00.000Z | 76 | 60 | ',
      'Traditional Strength Training Workout Duration | min | Watch (device) | 2024-03-01T16:00:00.000Z | 2024-03-01T16:42:30.000Z | 42.5 | 60 | ',
      'Traditional Strength Training Workout Energy | kcal | Watch (device) | 2024-03-01T16:00:00.000Z | 2024-03-01T16:42:30.000Z | 210.5 | 60 | ',
      'Daily Active Energy | kcal | Activity summary (device) | 2024-02-29T23:00:00.000Z | 2024-03-01T23:00:00.000Z | 512.3 | 60 | ',
      'Daily Active Energy Goal | kcal | Activity summary (device) | 2024-02-29T23:00:00.000Z | 2024-03-01T23:00:00.000Z | 500 | 60 | ',
      'Daily Exercise Time | min | Activity summary (device) | 2024-02-29T23:00:00.000Z | 2024-03-01T23:00:00.000Z | 44 | 60 | ',
      'Daily Stand Hours | h | Activity summary (device) | 2024-02-29T23:00:00.000Z | 2024-03-01T23:00:00.000Z | 11 | 60 | ',
    ]);
    assert.equal(sink.headers.filter(({ name }) => name === 'Step Count').length, 2, 'one series per source');
    assert.ok(sink.headers.every(({ identity }) => identity === 'time-and-value'));
    assert.deepEqual(sink.headers.find(({ name }) => name === 'Headache')?.scale, {
      min: 0,
      max: 3,
      worse: 'high',
    });
    assert.deepEqual(summary.skipped, {
      'unknown-unit': 1,
      'no-date': 1,
      'bad-date': 1,
      'end-before-start': 1,
      'bad-value': 1,
      'no-value': 1,
      'nested-copy': 2,
      'not-a-measurement': 1,
    });
    assert.equal(summary.recordsRead, summary.rowsGiven + 9);
    assert.equal(summary.cutOff, false);
    const noDate = summary.skippedRecords.find(({ reason }) => reason === 'no-date');
    const at = Number(noDate?.where.replace('byte ', ''));
    assert.equal(
      new TextDecoder().decode(quirks.subarray(at, at + 7)),
      '<Record',
      'the place can be found again',
    );
    assert.match(noDate?.excerpt ?? '', /^<Record .* value="3"\/>$/u);
  });

  it('reads the same in any pieces, a byte at a time too', async () => {
    const whole = await readExport(quirks);
    const single = await readExport(
      quirks,
      Array.from({ length: quirks.length }, (_, at) => at),
    );
    assert.deepEqual(single.sink.lines, whole.sink.lines);
    assert.deepEqual(single.summary, whole.summary);
    // One cut at each byte, of a shorter file that has an element of each kind.
    const text = new TextDecoder().decode(quirks);
    const kinds = [
      / <Record type="HKCategory[\s\S]*?<\/Record>/u,
      / <Correlation[\s\S]*?<\/Correlation>/u,
      / <Workout [\s\S]*?<\/Workout>/u,
      / <ActivitySummary.*/u,
    ];
    const short = file(
      step(1) + kinds.map((kind) => kind.exec(text)?.[0] ?? assert.fail(String(kind))).join('\n'),
    );
    const shortWhole = await readExport(short);
    for (let cut = 1; cut < short.length; cut++) {
      const halves = await readExport(short, [cut]);
      assert.deepEqual(halves.summary, shortWhole.summary, `cut at ${cut}`);
      assert.deepEqual(halves.sink.lines, shortWhole.sink.lines, `cut at ${cut}`);
    }
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(quirks.length), { maxLength: 60 }), async (cuts) => {
        const pieces = await readExport(quirks, cuts);
        assert.deepEqual(pieces.sink.lines, whole.sink.lines);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps what came before the cut, wherever the file is cut', async () => {
    const whole = await readExport(quirks);
    const inWhole = new Set(whole.sink.lines);
    let before = 0;
    for (let length = 0; length < quirks.length - '</HealthData>\n'.length; length++) {
      const { sink, summary } = await readExport(quirks.subarray(0, length));
      assert.equal(summary.cutOff, true, `cut to ${length}`);
      assert.equal(
        summary.recordsRead,
        sink.lines.length + Object.values(summary.skipped).reduce((a, b) => a + b, 0),
      );
      for (const line of sink.lines) assert.ok(inWhole.has(line), `cut to ${length}: ${line}`);
      assert.ok(sink.lines.length >= before, `cut to ${length} lost a row`);
      before = sink.lines.length;
    }
    assert.equal(before, whole.sink.lines.length);
  });

  it('survives bytes that are no export, and an export with bytes changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const { summary } = await readExport(bytes);
        assert.equal(summary.rowsGiven, 0);
        const { summary: inside } = await readExport(
          Uint8Array.from([...encode('<HealthData>'), ...bytes, ...encode(step(1))]),
        );
        assert.ok(inside.recordsRead >= inside.rowsGiven);
      }),
      { numRuns: 300 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(quirks.length - 1), fc.nat(255)), { maxLength: 20 }),
        async (changes) => {
          const bytes = quirks.slice();
          for (const [at, byte] of changes) bytes[at] = byte;
          const { sink, summary } = await readExport(bytes);
          assert.equal(summary.rowsGiven, sink.all.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});
