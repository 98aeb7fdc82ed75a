/**
 * Makes Apple Health exports of any size, for measuring: the mix of records, the attributes and the lengths of a
 * phone and a watch worn for years. Repeatable: the same size gives the same bytes.
 */

interface Kind {
  readonly type: string;
  readonly unit: string;
  /** Seconds between records, and how long each lasts. */
  readonly every: number;
  readonly lasts: number;
  readonly watch: boolean;
  /** Records in a hundred. */
  readonly share: number;
  value(random: () => number): string;
}

const KINDS: readonly Kind[] = [
  {
    type: 'StepCount',
    unit: 'count',
    every: 420,
    lasts: 300,
    watch: false,
    share: 12,
    value: (random) => String(1 + Math.floor(random() * 600)),
  },
  {
    type: 'StepCount',
    unit: 'count',
    every: 420,
    lasts: 300,
    watch: true,
    share: 8,
    value: (random) => String(1 + Math.floor(random() * 600)),
  },
  {
    type: 'DistanceWalkingRunning',
    unit: 'km',
    every: 420,
    lasts: 300,
    watch: true,
    share: 14,
    value: (random) => String(Math.floor(random() * 1e6) / 1e6),
  },
  {
    type: 'ActiveEnergyBurned',
    unit: 'Cal',
    every: 61,
    lasts: 60,
    watch: true,
    share: 24,
    value: (random) => String(Math.floor(random() * 5000) / 1000),
  },
  {
    type: 'BasalEnergyBurned',
    unit: 'Cal',
    every: 900,
    lasts: 890,
    watch: true,
    share: 12,
    value: (random) => String(Math.floor(random() * 20000) / 1000),
  },
  {
    type: 'HeartRate',
    unit: 'count/min',
    every: 290,
    lasts: 0,
    watch: true,
    share: 26,
    value: (random) => String(50 + Math.floor(random() * 90)),
  },
  {
    type: 'OxygenSaturation',
    unit: '%',
    every: 1800,
    lasts: 0,
    watch: true,
    share: 2,
    value: (random) => String(Math.floor(90 + random() * 10) / 100),
  },
  {
    type: 'RespiratoryRate',
    unit: 'count/min',
    every: 1800,
    lasts: 1200,
    watch: true,
    share: 2,
    value: (random) => String(Math.floor(20 + random() * 16) / 2),
  },
];

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
]>
<HealthData locale="en_GB">
 <ExportDate value="2024-06-01 09:12:44 +0100"/>
 <Me HKCharacteristicTypeIdentifierDateOfBirth="1971-03-04" HKCharacteristicTypeIdentifierBiologicalSex="HKBiologicalSexNotSet"/>
`;
const FOOT = '</HealthData>\n';
const PIECE_LENGTH = 1 << 20;

/** A small generator of numbers from 0 to 1, so that two runs measure the same file. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function dateText(instant: number): string {
  const text = new Date(instant + 3_600_000).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 19)} +0100`;
}

function record(kind: Kind, start: number, random: () => number): string {
  const source = kind.watch ? 'Robin’s Apple\u00a0Watch' : 'Robin’s iPhone';
  // The address differs in every record, as it does in real files.
  const address = `0x${Math.floor(0x280000000 + random() * 0xfffffff).toString(16)}`;
  const device = kind.watch
    ? `&lt;&lt;HKDevice: ${address}&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,7, software:10.1&gt;`
    : `&lt;&lt;HKDevice: ${address}&gt;, name:iPhone, manufacturer:Apple Inc., model:iPhone, hardware:iPhone14,5, software:17.1&gt;`;
  const attributes =
    `type="HKQuantityTypeIdentifier${kind.type}" sourceName="${source}" sourceVersion="10.1" device="${device}" ` +
    `unit="${kind.unit}" creationDate="${dateText(start + 1000 * kind.lasts + 4000)}" ` +
    `startDate="${dateText(start)}" endDate="${dateText(start + 1000 * kind.lasts)}" value="${kind.value(random)}"`;
  if (kind.type !== 'HeartRate') return ` <Record ${attributes}/>\n`;
  const context = Math.floor(random() * 3);
  return ` <Record ${attributes}>\n  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="${context}"/>\n </Record>\n`;
}

/** About `megabytes` (10^6 bytes) of `export.xml`, grouped by type as phones write it. */
export function makeAppleExport(megabytes: number): Blob {
  const encoder = new TextEncoder();
  const random = numbersFrom(20_240_601);
  const parts: Blob[] = [new Blob([HEAD])];
  for (const kind of KINDS) {
    const wanted = (megabytes * 1e6 * kind.share) / 100;
    let start = Date.UTC(2016, 8, 12, 6, 30);
    let written = 0;
    while (written < wanted) {
      let text = '';
      while (text.length < PIECE_LENGTH && written + text.length < wanted) {
        text += record(kind, start, random);
        start += Math.floor(kind.every * 1000 * (0.5 + random()));
        start -= start % 1000;
      }
      const bytes = encoder.encode(text);
      written += bytes.length;
      // A Blob at once: the browser may keep it outside the page's memory.
      parts.push(new Blob([bytes]));
    }
  }
  return new Blob([...parts, new Blob([FOOT])], { type: 'text/xml' });
}
