/** The pages of this folder as text, cut up for the tests that hold them to the code. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** Every page that is for readers, relative to the repository. */
export const PAGES = [
  'README.md',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'SECURITY.md',
  ...['api', 'errors', 'format', 'hosting', 'limits', 'security'].map((name) => `docs/${name}.md`),
];

export function page(path: string): string {
  return readFileSync(resolve(root, path), 'utf8');
}

/** Heading -> what stands below it, up to the next heading of the same or a higher level. */
export function sections(text: string, level: number): Map<string, string> {
  const found = new Map<string, string>();
  let heading: string | undefined;
  let fenced = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('```')) fenced = !fenced;
    const [, marks = '', title = ''] = (fenced ? null : /^(#+) (.*)$/.exec(line)) ?? [];
    if (marks !== '' && marks.length <= level) heading = marks.length === level ? title : undefined;
    else if (heading !== undefined) found.set(heading, `${found.get(heading) ?? ''}${line}\n`);
  }
  return found;
}

/** Cells of every table row, heads and rules left out. */
export function rows(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  const heads = new Set(lines.flatMap((line, i) => (/^\|[-| ]+\|$/.test(lines[i + 1] ?? '') ? [line] : [])));
  return lines
    .filter((line) => !heads.has(line) && !/^\|[-| ]+\|$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    );
}

/** As the places that show these pages make anchors of headings. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}

/** Code blocks of one language. */
export function blocks(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, named, code = '']) =>
    named === language ? [code] : [],
  );
}
