/** The four sizes that people wait for, against the budgets of the design. kB = 1000 bytes, Brotli at its best. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { readReport } from './build-report.ts';
import { reachOf } from './reach.ts';
import { SAFE_PAGES } from './sites.ts';

export interface BundleSize {
  readonly name: string;
  /** Bytes, each file compressed by itself, as a browser gets it. */
  readonly bytes: number;
  readonly budget: number;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

function compressed(file: string): number {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  return brotliCompressSync(readFileSync(file), quality).byteLength;
}

/** @throws when dist/ is not built */
export function bundleSizes(root: string): readonly BundleSize[] {
  const dist = resolve(root, 'dist');
  const report = readReport(dist, 'client');
  const bundle = (name: string, budget: number, names: readonly string[]): BundleSize => {
    const files = names.map((each) => ({ name: each, bytes: compressed(resolve(dist, 'safe', each)) }));
    return { name, budget, files, bytes: files.reduce((total, { bytes }) => total + bytes, 0) };
  };
  const page = (entry: string) => reachOf(report, entry, false).files;
  return [
    bundle('humanfs.js', 8_000, ['humanfs.js']),
    bundle('frame', 30_000, page(SAFE_PAGES.frame)),
    bundle('consent window, first load', 60_000, page(SAFE_PAGES.consent)),
    bundle('safe pages, first load', 120_000, page(SAFE_PAGES.safe)),
  ];
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(2)} kB`;

export function sizesText(sizes: readonly BundleSize[], detailed: boolean): string {
  return sizes
    .flatMap(({ name, bytes, budget, files }) => [
      `${name.padEnd(28)}${kilobytes(bytes).padStart(10)} of ${kilobytes(budget).padStart(9)}${bytes > budget ? '  OVER BUDGET' : ''}`,
      ...(detailed
        ? files.map((file) => `    ${file.name.padEnd(40)}${kilobytes(file.bytes).padStart(10)}`)
        : []),
    ])
    .join('\n');
}
