import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { readExport } from './feed-export.ts';

/**
 * A second reader that shares nothing with the first: a whole XML parser, Number, and Date.parse. It knows only
 * the types that the generator makes.
 */
const TYPES: Readonly<Record<string, readonly [string, string, string]>> = {
  HKQuantityTypeIdentifierStepCount: ['Step Count', 'count', '{count}'],
  HKQuantityTypeIdentifierHeartRate: ['Heart Rate', 'count/min', '/min'],
  HKQuantityTypeIdentifierBodyMass: ['Body Mass', 'kg', 'kg'],
  HKQuantityTypeIdentifierDietaryEnergyConsumed: ['Energy Consumed', 'Cal', 'kcal'],
};

function instantOf(text: string): number {
  return Date.parse(`${text.slice(0, 10)}T${text.slice(11, 19)}${text.slice(20, 23)}:${text.slice(23)}`);
}

function oracle(xml: string): { rows: string[]; records: number } {
  const parser = new SaxesParser();
  const bySeries = new Map<string, string[]>();
  let depth = 0;
  let correlations = 0;
  let records = 0;
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (name === 'Correlation') correlations += 1;
    if (name === 'Record') records += 1;
    if (name !== 'Record' || correlations > 0) return;
    const [readable = '', , ucum = ''] = TYPES[attributes.type ?? ''] ?? [];
    const source = (attributes.sourceName ?? '').replace(/[\s\u00a0]+/gu, ' ').trim();
    const series = `${readable} | ${ucum} | ${source || 'Unknown source'}`;
    const rows = bySeries.get(series) ?? [];
    const [start = '', end = ''] = [attributes.startDate, attributes.endDate];
    rows.push([series, instantOf(start), instantOf(end), Number(attributes.value)].join(' | '));
    bySeries.set(series, rows);
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    if (name === 'Correlation') correlations -= 1;
  });
  parser.write(xml).close();
  assert.equal(depth, 0);
  return { rows: [...bySeries.values()].flat(), records };
}

const XML_TEXT = { '<': '&lt;', '&': '&amp;', '"': '&quot;', "'": '&#39;' } as const;
const escaped = (text: string, quote: string): string =>
  text.replace(/[<&"']/gu, (character) =>
    character === "'" && quote === '"' ? "'" : XML_TEXT[character as keyof typeof XML_TEXT],
  );

const two = (number: number): string => String(number).padStart(2, '0');
const date = fc
  .tuple(
    fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2035, 0, 1) }),
    fc.integer({ min: -12 * 4, max: 14 * 4 }),
  )
  .map(([instant, quarters]) => {
    const minutes = quarters * 15;
    const wall = new Date(instant + minutes * 60_000).toISOString();
    const size = Math.abs(minutes);
    return `${wall.slice(0, 10)} ${wall.slice(11, 19)} ${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
  });
const dates = fc.tuple(date, date).map((both) => both.sort((a, b) => instantOf(a) - instantOf(b)));
// Mostly the same from record to record, as in a file: that is the quick way through the scanner.
const quote = fc.oneof(
  { weight: 20, arbitrary: fc.constant('"') },
  { weight: 1, arbitrary: fc.constant("'") },
);
const words = fc.stringMatching(/^[ a-zA-Z0-9<>&"'=/\u00a0éß’-]{0,30}$/u);
const space = fc.oneof(
  { weight: 40, arbitrary: fc.constant(' ') },
  { weight: 1, arbitrary: fc.constantFrom('\n  ', '\t', '  ') },
);
const value = fc
  .oneof(fc.integer({ min: -5, max: 100_000 }), fc.double({ min: 0, max: 1e6, noNaN: true }))
  .map(String);

const attribute = (name: string, text: string): fc.Arbitrary<string> =>
  fc.tuple(space, quote).map(([blank, mark]) => `${blank}${name}=${mark}${escaped(text, mark)}${mark}`);

const record = fc
  .tuple(
    fc.constantFrom(...Object.keys(TYPES)),
    fc.oneof(fc.constantFrom('iPhone', 'Apple\u00a0Watch', 'iPhone2', 'iPhon'), words),
    words,
    dates,
    value,
    fc.integer({ min: 0, max: 5 }).map((number) => number === 0),
  )
  .chain(([type, source, device, [start = '', end = ''], number, isShuffled]) => {
    const attributes = [
      attribute('type', type),
      attribute('sourceName', source),
      attribute('device', device),
      attribute('unit', TYPES[type]?.[1] ?? ''),
      attribute('creationDate', start),
      attribute('startDate', start),
      attribute('endDate', end),
      attribute('value', number),
    ];
    const tag = fc
      .tuple(...attributes)
      .chain((written) =>
        isShuffled ? fc.shuffledSubarray(written, { minLength: written.length }) : fc.constant(written),
      );
    const metadata = fc.array(
      fc
        .tuple(words, words)
        .map(([key, text]) => `<MetadataEntry key="${escaped(key, '"')}" value="${escaped(text, '"')}"/>`),
      { maxLength: 2 },
    );
    return fc
      .tuple(tag, metadata)
      .map(([written, inside]) =>
        inside.length === 0
          ? `<Record${written.join('')}/>`
          : `<Record${written.join('')}>${inside.join('\n')}</Record>`,
      );
  });

const between = fc.constantFrom(
  '\n',
  '\n ',
  '',
  '<!-- a <Record type="x"/> in a comment -->',
  '<![CDATA[ <Record/> ]]>',
  '<?pi x?>',
);
const element = fc.oneof(
  { weight: 6, arbitrary: record },
  {
    weight: 1,
    arbitrary: fc
      .array(record, { maxLength: 2 })
      .map((nested) => `<Correlation type="c">${nested.join('')}</Correlation>`),
  },
);
const document = fc
  .array(fc.tuple(between, element), { maxLength: 12 })
  .map((parts) => `<?xml version="1.0"?><HealthData locale="x">${parts.flat().join('')}</HealthData>`);

describe('Apple Health against a whole XML parser', () => {
  it('gives the same rows for any export, in any pieces', async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.array(fc.nat(4000), { maxLength: 8 }), async (xml, cuts) => {
        const bytes = new TextEncoder().encode(xml);
        const { sink, summary } = await readExport(
          bytes,
          cuts.filter((cut) => cut < bytes.length),
        );
        const rows = sink.all.map(({ series, start, end, value: number }) =>
          [series.name, series.unit, series.source.label, start, end, number].join(' | '),
        );
        const expected = oracle(xml);
        assert.deepEqual(rows, expected.rows);
        assert.equal(summary.recordsRead, expected.records);
        assert.equal(summary.cutOff, false);
      }),
      { numRuns: 400 },
    );
  });
});
