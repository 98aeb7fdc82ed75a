import { BATCH_ROWS, type ImportSink, type RowBatch, type SeriesHeader } from './contract.ts';
import type { ImportPlan } from './import-plan.ts';
import { inspectFile, runImport } from './run-import.ts';

// The page's test runner provides these; its types are not installed.
declare function describe(name: string, body: () => void): void;
declare function it(name: string, body: () => Promise<void>): void;

const APPLE: ImportPlan = { format: 'apple-health' };

function check(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

function record(minute: number, value: number): string {
  const clock = `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`;
  const day = String(1 + (Math.floor(minute / 1440) % 28)).padStart(2, '0');
  const date = `2024-01-${day} ${clock} +0100`;
  return `<Record type="HKQuantityTypeIdentifierStepCount" sourceName="iPhone" unit="count" startDate="${date}" endDate="${date}" value="${value}"/>\n`;
}

function appleFile(records: number): File {
  const parts = [
    '<?xml version="1.0"?><HealthData locale="en_GB"><ExportDate value="2024-02-01 10:00:00 +0100"/>',
  ];
  for (let index = 0; index < records; index++) parts.push(record(index, index % 500));
  return new File([...parts, '</HealthData>'], 'export.xml');
}

interface Collected extends ImportSink {
  readonly headers: SeriesHeader[];
  readonly batches: RowBatch[];
  reports: number;
}

function collector(store: () => Promise<void> = async () => undefined): Collected {
  const sink: Collected = {
    headers: [],
    batches: [],
    reports: 0,
    series: (header) => sink.headers.push(header),
    async rows(batch) {
      sink.batches.push(batch);
      await store();
    },
    progress: () => {
      sink.reports += 1;
    },
  };
  return sink;
}

async function faultOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (fault: unknown) => fault,
  );
}

describe('runImport, in a real worker', () => {
  it('gives every row of an Apple Health file', async () => {
    const sink = collector();
    const summary = await runImport(appleFile(BATCH_ROWS + 5), APPLE, sink);
    check(
      summary.rowsGiven === BATCH_ROWS + 5 && summary.recordsRead === BATCH_ROWS + 5,
      'all rows are counted',
    );
    check(!summary.cutOff, 'the file is whole');
    check(sink.headers.length === 1 && sink.headers[0]?.name === 'Step Count', 'one series is announced');
    check(
      sink.batches.map((batch) => batch.starts.length).join() === `${BATCH_ROWS},5`,
      'rows come in batches',
    );
    check(
      sink.batches[0]?.values[499] === 499 && sink.batches[0].offsets[0] === 60,
      'the columns hold the file',
    );
    check(sink.reports > 0, 'progress is reported');
  });

  it('waits for the sink: never two calls at once, and no summary before the last is stored', async () => {
    let open = 0;
    let most = 0;
    let stored = 0;
    const sink = collector(async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      open -= 1;
      stored += 1;
    });
    await runImport(appleFile(5 * BATCH_ROWS), APPLE, sink);
    check(most === 1, 'one batch is stored at a time');
    check(stored === 5, 'all batches are stored when the summary comes');
  });

  it('settles at once when it is cancelled, and does not call the sink again', async () => {
    const controller = new AbortController();
    // A sink that never finishes: only the signal can end this import.
    const sink = collector(() => {
      controller.abort();
      return new Promise(() => undefined);
    });
    const fault = await faultOf(
      runImport(appleFile(4 * BATCH_ROWS), APPLE, sink, { signal: controller.signal }),
    );
    check(fault instanceof DOMException && fault.name === 'AbortError', 'an AbortError comes');
    check(sink.batches.length === 1, 'no further batch comes');
  });

  it('does not start at all on a signal that is aborted already', async () => {
    const fault = await faultOf(runImport(appleFile(1), APPLE, collector(), { signal: AbortSignal.abort() }));
    check(fault instanceof DOMException && fault.name === 'AbortError', 'an AbortError comes');
  });

  it('passes on what the sink throws', async () => {
    const full = new Error('the disk is full');
    const fault = await faultOf(
      runImport(
        appleFile(10),
        APPLE,
        collector(() => Promise.reject(full)),
      ),
    );
    check(fault === full, 'the same error comes');
  });

  it('says why a file is not imported', async () => {
    const fault = await faultOf(runImport(new File(['%PDF-1.7'], 'export.xml'), APPLE, collector()));
    check(fault instanceof Error && fault.message.includes('a PDF document'), 'the fault names what it is');
  });

  it('finds out what a file is, and imports a table with the guess', async () => {
    const apple = await inspectFile(appleFile(3));
    check(apple.kind === 'apple-health', 'an Apple Health export is known');
    const file = new File(['date,Arthritis Severity\n2024-01-15,3\n2024-01-16,2\n'], 'pain.csv');
    const table = await inspectFile(file);
    check(table.kind === 'table' && table.questions.length === 0, 'a plain table needs no question');
    const sink = collector();
    const summary = await runImport(file, { format: 'table', mapping: table.guess }, sink);
    check(summary.rowsGiven === 2 && sink.headers[0]?.name === 'Arthritis Severity', 'both rows are in');
    const unknown = await inspectFile(new File(['{"a":1}'], 'x.csv'));
    check(unknown.kind === 'unknown' && unknown.message.includes('a JSON file'), 'other files are named');
  });

  it('reads an export out of a zip made by the browser’s own deflate', async () => {
    const { zipOf } = await import('./zip/fixtures/make-zip.ts');
    const xml = new Uint8Array(await appleFile(2000).arrayBuffer());
    const zip = await zipOf([
      {
        path: 'apple_health_export/export_cda.xml',
        bytes: new TextEncoder().encode('<ClinicalDocument/>'.repeat(9)),
      },
      { path: 'apple_health_export/exportación.xml', bytes: xml },
    ]);
    const sink = collector();
    const summary = await runImport(new File([zip], 'export.zip'), APPLE, sink);
    check(summary.rowsGiven === 2000 && !summary.cutOff, 'all rows of the member are in');
  });
});
