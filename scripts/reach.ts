/** Which files a page loads at once, and which it may load later, from what the build reported. */
import type { ReportedChunk } from './build-report.ts';

export interface Reach {
  readonly chunks: readonly ReportedChunk[];
  /** Scripts and styles, sorted. */
  readonly files: readonly string[];
  /** Source modules inside them, sorted. */
  readonly modules: readonly string[];
}

/**
 * @param entry source of the page, `frame-app/frame/index.html`
 * @param later also what is loaded on demand
 * @throws when no such entry was built, or a file that it needs is not in the report
 */
export function reachOf(report: readonly ReportedChunk[], entry: string, later: boolean): Reach {
  const byFile = new Map(report.map((chunk) => [chunk.file, chunk]));
  const start = report.find((chunk) => chunk.entry === entry);
  if (!start) throw new Error(`${entry} was not built.`);
  const seen = new Map<string, ReportedChunk>();
  const visit = (chunk: ReportedChunk) => {
    if (seen.has(chunk.file)) return;
    seen.set(chunk.file, chunk);
    for (const file of [...chunk.imports, ...(later ? chunk.dynamicImports : [])]) {
      const next = byFile.get(file);
      if (!next) throw new Error(`${chunk.file} needs ${file}, which the build did not report.`);
      visit(next);
    }
  };
  visit(start);
  const chunks = [...seen.values()];
  const distinct = (names: readonly string[]) => [...new Set(names)].sort();
  return {
    chunks,
    files: distinct(chunks.flatMap((chunk) => [chunk.file, ...chunk.css])),
    modules: distinct(chunks.flatMap((chunk) => chunk.modules)),
  };
}
