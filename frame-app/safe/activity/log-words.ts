import { formatDayRange } from '../../ui/format-date.ts';
import { formatCount } from '../../ui/format-number.ts';
import type { AuditDetail, AuditEntry, AuditKind } from '../../vault/audit/entry.ts';

/** What the filter calls each kind of line. */
export const KIND_WORDS: Readonly<Record<AuditKind, string>> = {
  'safe-created': 'Safe',
  grant: 'Allowed',
  denial: 'Denied',
  dismissal: 'Closed',
  'hand-over': 'Read',
  write: 'Added',
  revocation: 'Stopped',
  export: 'Copies',
  import: 'Brought in',
  undo: 'Undone',
  deletion: 'Deleted',
};

/** One line of the log; `site` stands before it where a site did it or was meant. */
export interface LogLine {
  readonly site: string | null;
  readonly words: string;
}

/**
 * Details are data that older versions wrote, too: what is missing is left out, never guessed.
 * @param files names of the files brought in, by batch id
 */
export function logLine(entry: AuditEntry, files: ReadonlyMap<string, string>): LogLine {
  return { site: entry.origin, words: wordsOf(entry, files.get(text(entry.detail, 'batch') ?? '') ?? null) };
}

function wordsOf({ kind, detail, origin }: AuditEntry, file: string | null): string {
  const variable = text(detail, 'variable');
  const named = variable === null ? '' : ` ${variable}`;
  switch (kind) {
    case 'safe-created':
      return 'The safe was made.';
    case 'grant':
      return allowed(detail, named);
    case 'denial':
      return `You said no${variable === null ? '' : ` to${named}`}.`;
    case 'dismissal':
      return `You closed the window${variable === null ? '' : ` about${named}`} without an answer.`;
    case 'hand-over':
      return handOver(detail, named);
    case 'write':
      return written(detail, named);
    case 'revocation':
      return text(detail, 'by') === 'app'
        ? `It gave its access${variable === null ? '' : ` to${named}`} back.`
        : `You stopped its access${variable === null ? '' : ` to${named}`}.`;
    case 'export':
      return 'You exported everything.';
    case 'import':
      return imported(detail, file ?? 'a file');
    case 'undo':
      if (origin === null) return `You took ${file ?? 'an import'} back.`;
      return detail.everything === true
        ? 'You took back everything it added.'
        : 'You took back a part of what it added.';
    case 'deletion':
      return `You deleted${named || ' data'}.`;
  }
}

function allowed(detail: AuditDetail, named: string): string {
  const verb = text(detail, 'access') === 'write' ? 'add' : 'read';
  const again = detail.again === true ? ' again' : '';
  return `You let it ${verb}${named || ' your data'}${again}.`;
}

function handOver(detail: AuditDetail, named: string): string {
  const unreadable = number(detail, 'unreadableNotes');
  if (unreadable !== null) return `${formatCount(unreadable, 'note', 'notes')} of a site could not be read.`;
  const rows = number(detail, 'rows');
  const from = number(detail, 'from');
  const to = number(detail, 'to');
  const count = rows === null ? '' : `: ${formatCount(rows, 'entry', 'entries')}`;
  const days = from === null || to === null ? '' : `, ${formatDayRange(from, to)}`;
  return `It read${named || ' your data'}${count}${days}.`;
}

function written(detail: AuditDetail, named: string): string {
  const added = number(detail, 'new');
  const corrected = number(detail, 'corrected') ?? 0;
  const count = added === null ? '' : `: ${formatCount(added, 'new entry', 'new entries')}`;
  const more = corrected === 0 ? '' : `, ${formatCount(corrected, 'corrected', 'corrected')}`;
  return `It added to${named || ' your data'}${count}${more}.`;
}

/** An import has two lines: one before the first entry is stored, one when it is over. */
function imported(detail: AuditDetail, file: string): string {
  const added = number(detail, 'new');
  const count = added === null ? '' : `: ${formatCount(added, 'new entry', 'new entries')}`;
  switch (text(detail, 'state')) {
    case 'running':
      return `You began to bring in ${file}.`;
    case 'cancelled':
      return `You stopped bringing in ${file}${count}.`;
    case 'failed':
      return `${file} did not come in whole${count}.`;
    default:
      return `You brought in ${file}${count}.`;
  }
}

function text(detail: AuditDetail, name: string): string | null {
  const value = Object.hasOwn(detail, name) ? detail[name] : null;
  return typeof value === 'string' ? value : null;
}

function number(detail: AuditDetail, name: string): number | null {
  const value = Object.hasOwn(detail, name) ? detail[name] : null;
  return typeof value === 'number' ? value : null;
}
