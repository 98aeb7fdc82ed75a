import { readAppleHealth } from './apple-health/read-apple-health.ts';
import { recogniseAppleHealth } from './apple-health/recognise.ts';
import { type ByteSource, ImportFault } from './byte-source.ts';
import type { ImportSink, ImportSummary } from './contract.ts';
import { inspectTable } from './csv/inspect-table.ts';
import { readTable } from './csv/read-table.ts';
import { recogniseTable } from './csv/recognise.ts';
import type { ImportPlan, Inspection } from './import-plan.ts';
import { type FileHead, recogniseFile } from './recognise-file.ts';

/** One format that can be imported. The list below is closed: a file is one of these or is refused. */
export interface Format {
  readonly id: ImportPlan['format'];
  /** For the person: "Apple Health export". */
  readonly label: string;
  /** 0: not this format; 1: certainly. Looks at content alone. */
  recognise(head: FileHead): number;
  /** `zone`: this browser's, for times that name none. */
  inspect(source: ByteSource, path: string, zone: string): Promise<Inspection>;
  read(source: ByteSource, plan: ImportPlan, sink: ImportSink, path: string): Promise<ImportSummary>;
}

const appleHealth: Format = {
  id: 'apple-health',
  label: 'Apple Health export (export.zip or export.xml)',
  recognise: ({ bytes }) => recogniseAppleHealth(bytes),
  inspect: async (source, path) => ({ kind: 'apple-health', path, bytes: source.size }),
  read: (source, _plan, sink) => readAppleHealth(source, sink),
};

const table: Format = {
  id: 'table',
  label: 'table of dates and values (CSV, TSV)',
  recognise: ({ bytes }) => recogniseTable(bytes),
  inspect: inspectTable,
  async read(source, plan, sink, path) {
    if (plan.format !== 'table') throw new ImportFault('Choose first what the columns of this table mean.');
    return readTable(source, plan.mapping, sink, path);
  },
};

export const FORMATS: readonly Format[] = [appleHealth, table];

function pathOf(blob: Blob): string {
  return blob instanceof File ? blob.name : '';
}

/** What a file is. Problems of the file itself are an answer (`unknown`), not an error. */
export async function inspectBlob(blob: Blob, zone: string): Promise<Inspection> {
  try {
    const file = await recogniseFile(blob, pathOf(blob), FORMATS);
    if (file.format === undefined) return { kind: 'unknown', message: file.message };
    return await file.format.inspect(file.source, file.path, zone);
  } catch (fault) {
    if (fault instanceof ImportFault) return { kind: 'unknown', message: fault.message };
    throw fault;
  }
}

/** Reads a file into `sink`. Throws ImportFault where it is not of the plan's format. */
export async function readBlob(blob: Blob, plan: ImportPlan, sink: ImportSink): Promise<ImportSummary> {
  const file = await recogniseFile(blob, pathOf(blob), FORMATS);
  if (file.format === undefined) throw new ImportFault(file.message);
  if (file.format.id !== plan.format)
    throw new ImportFault(`This file is not what was chosen: it is ${file.format.label}.`);
  return file.format.read(file.source, plan, sink, file.path);
}
