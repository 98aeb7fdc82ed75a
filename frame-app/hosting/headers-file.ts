/**
 * The `_headers` file that static hosts read (Cloudflare Pages and those that follow it). All rules that match a
 * path apply, and a header given twice is joined with a comma, which for a policy means "both": the frame would
 * inherit the refusal to be framed. So each rule first takes off (`! Name`) what the rule for all paths gave.
 */
import { type HeaderList, headersFor } from './headers.ts';
import { EXACT_PATHS, FOLDER_KINDS, FOLDERS, PAGE_KINDS } from './path-kinds.ts';

function rule(pattern: string, headers: HeaderList, inherited: HeaderList): string {
  const differing = Object.keys(inherited).filter((name) => inherited[name] !== headers[name]);
  const own = Object.entries(headers).filter(([name, value]) => inherited[name] !== value);
  return [
    pattern,
    ...differing.map((name) => `  ! ${name}`),
    ...own.map(([name, value]) => `  ${name}: ${value}`),
  ].join('\n');
}

/** Text of the file; the rule for all paths comes first and is what a page that is not found gets. */
export function headersFile(): string {
  const everywhere = headersFor('not-found');
  const exact = PAGE_KINDS.flatMap((kind) =>
    EXACT_PATHS[kind].map((path) => rule(path, headersFor(kind), everywhere)),
  );
  const folders = FOLDER_KINDS.map((kind) => rule(`${FOLDERS[kind]}*`, headersFor(kind), everywhere));
  return `${[rule('/*', everywhere, {}), ...exact, ...folders].join('\n\n')}\n`;
}
