/**
 * What a build put where: for each output file the source modules inside it and the files it pulls in. The size
 * and bundle checks read it; it lies beside the served folders, so that it is never served.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { Plugin } from 'vite';
import * as z from 'zod/mini';

const chunkSchema = z.object({
  file: z.string(),
  /** Module the chunk stands for, relative to the repository; an HTML page for a page's first chunk. */
  entry: z.nullable(z.string()),
  modules: z.array(z.string()),
  imports: z.array(z.string()),
  dynamicImports: z.array(z.string()),
  css: z.array(z.string()),
  /** Other files named in the code: workers above all. */
  assets: z.array(z.string()),
});
const reportSchema = z.array(chunkSchema);
export type ReportedChunk = z.infer<typeof chunkSchema>;

/** @param out the folder everything is built to */
function reportFile(out: string, name: string): string {
  return resolve(out, 'build-reports', `${name}.json`);
}

/** @throws when the build did not run or wrote something else. */
export function readReport(out: string, name: string): readonly ReportedChunk[] {
  return reportSchema.parse(JSON.parse(readFileSync(reportFile(out, name), 'utf8')));
}

/** Sorted, without the loader's own virtual modules' leading NUL, relative to the repository. */
function tidy(root: string, modules: Iterable<string>): string[] {
  const paths = [...modules].map((id) => id.replaceAll('\0', '').split('?')[0] ?? id);
  return [
    ...new Set(paths.map((id) => (id.startsWith(root) ? relative(root, id).split(sep).join('/') : id))),
  ].sort();
}

/** @param name the report's file name; workers are bundles of their own and append to one report. */
export function buildReport(root: string, out: string, name: string, { append = false } = {}): Plugin {
  return {
    name: 'build-report',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks: ReportedChunk[] = append ? [...readIfThere(out, name)] : [];
        for (const output of Object.values(bundle)) {
          if (output.type !== 'chunk') continue;
          chunks.push({
            file: output.fileName,
            entry:
              output.isEntry && output.facadeModuleId
                ? (tidy(root, [output.facadeModuleId])[0] ?? null)
                : null,
            modules: tidy(root, output.moduleIds),
            imports: [...output.imports],
            dynamicImports: [...output.dynamicImports],
            css: [...(output.viteMetadata?.importedCss ?? [])],
            assets: [...(output.viteMetadata?.importedAssets ?? [])],
          });
        }
        mkdirSync(resolve(out, 'build-reports'), { recursive: true });
        writeFileSync(reportFile(out, name), `${JSON.stringify(chunks, null, 1)}\n`);
      },
    },
  };
}

function readIfThere(out: string, name: string): readonly ReportedChunk[] {
  try {
    return readReport(out, name);
  } catch {
    return [];
  }
}
