/**
 * Every sentence of the consent window, made from the proposal and nothing else. What is rendered and what the
 * consent record keeps are these same lines, so that the record shows what the person saw.
 */
import { formatDay, formatDayRange } from '../ui/format-date.ts';
import { formatCount, formatMeasured, unitWords } from '../ui/format-number.ts';
import type { Proposal, ReadProposal, WriteProposal } from './proposal.ts';

export const NOTHING_YET = 'Nothing has been shared yet.';
export const COPIES =
  'If you allow, the site can keep a copy. We cannot take copies back. You can stop new reads any time in your safe, under Apps.';
export const NOT_CHECKED = 'We did not make or check this site. If you are not sure, press Deny.';
export const IF_DENIED = 'Nothing is shared. The site is told you said no. It is not told why.';
export const VERY_PRIVATE = 'This is very private.';

export function headingVerb(proposals: readonly Proposal[]): string {
  if (proposals.length > 1) return 'asks for several things';
  return proposals[0]?.access === 'write' ? 'wants to add to' : 'wants to read';
}

export function headingText(origin: string, proposals: readonly Proposal[]): string {
  const [only] = proposals;
  return proposals.length > 1 || only === undefined
    ? `${origin} ${headingVerb(proposals)}`
    : `${origin} ${headingVerb(proposals)} ${only.terms.variable}`;
}

/** "What it would get" or "what it would add", a sentence a line. */
export function whatLines(proposal: Proposal, extrasOn: ReadonlySet<string> = new Set()): string[] {
  return proposal.access === 'read' ? readLines(proposal, extrasOn) : writeLines(proposal);
}

function readLines({ preview, terms }: ReadProposal, extrasOn: ReadonlySet<string>): string[] {
  const { count, first, last } = preview;
  if (count === 0 || first === null || last === null)
    return [
      terms.from === null && terms.to === null
        ? 'You have no entries called this. If you allow, it gets the ones you add later.'
        : 'You have no entries for these days. If you allow, it gets the ones you add later.',
      ...keptBack(extrasOn),
    ];
  const many = {
    each: ['entry', 'entries'],
    day: ['daily number', 'daily numbers'],
    week: ['weekly number', 'weekly numbers'],
  } as const;
  const [one, more] = many[terms.granularity];
  return [
    `${formatCount(count, one, more)}, ${fromTo(first, last)}.`,
    `Each has a date, a time and a number ${numberWords(proposalRange(terms.scale, preview), terms.unit)}.`,
    'New entries too, until access ends.',
    ...keptBack(extrasOn),
  ];
}

function keptBack(extrasOn: ReadonlySet<string>): string[] {
  return [extrasOn.has('notes') ? 'Your notes too.' : 'Not your notes.', 'Not your name.'];
}

function writeLines({ adding, undoing, present, terms }: WriteProposal): string[] {
  const lines: string[] = [];
  if (adding !== null)
    lines.push(
      `${formatCount(adding.count, 'entry', 'entries')}, ${fromTo(adding.first, adding.last)}, numbers ${numberWords(proposalRange(terms.scale, adding), terms.unit)}.`,
    );
  if (undoing > 0)
    lines.push(`It takes back ${formatCount(undoing, 'entry', 'entries')} that it added before.`);
  if (lines.length === 0) lines.push('New entries from time to time.');
  lines.push('It can fix or see only what it added. It cannot see, change or delete anything else.');
  for (const { count, sources, sameKind, variable } of present) {
    lines.push(
      `You already have ${formatCount(count, 'entry', 'entries')} from ${sources.join(', ')}. They stay as they are.`,
    );
    if (!sameKind)
      lines.push(`These use ${kindWords(terms)}, yours use ${kindWords(variable)}. They will be kept apart.`);
  }
  return lines;
}

function fromTo(first: number, last: number): string {
  const range = formatDayRange(first, last);
  return range.includes(' to ') ? `from ${range}` : `on ${range}`;
}

interface Range {
  readonly lowest: number | null;
  readonly highest: number | null;
}

function proposalRange(scale: { readonly min: number; readonly max: number } | null, seen: Range): Range {
  return scale === null ? seen : { lowest: scale.min, highest: scale.max };
}

function numberWords({ lowest, highest }: Range, unit: string): string {
  if (lowest === null || highest === null) return '';
  const words = unitWords(unit);
  return `from ${formatMeasured(lowest)} to ${formatMeasured(highest)}${words === '' ? '' : ` ${words}`}`;
}

function kindWords({
  scale,
  unit,
}: {
  readonly scale: { readonly min: number; readonly max: number } | null;
  readonly unit: string;
}): string {
  if (scale !== null) return `${formatMeasured(scale.min)} to ${formatMeasured(scale.max)}`;
  return unitWords(unit) || unit;
}

export function whyLine(purpose: string | null): string {
  if (purpose === null) return 'The site gave no reason.';
  const stop = /[.!?]$/.test(purpose) ? '' : '.';
  return `The site says: “${purpose}${stop}” Your safe cannot check this.`;
}

export function stoppedLine(at: number): string {
  return `You stopped this on ${formatDay(at)}.`;
}

export const LENGTHS = ['once', 'month', 'until-revoked'] as const;
export type Length = (typeof LENGTHS)[number];
export const MONTH = 30 * 86_400_000;

/** Connecting reads nothing yet, so once would be never. */
export const CONNECT_LENGTHS = ['month', 'until-revoked'] as const satisfies readonly Length[];

export const LENGTH_LABELS: Readonly<Record<Length, string>> = {
  once: 'Only this time',
  month: 'For 30 days',
  'until-revoked': 'Until I revoke it',
};

export function lengthDetail(length: Length, now: number): string {
  if (length === 'once') return 'The site has to ask again next time.';
  return length === 'month'
    ? `until ${formatDay(now + MONTH)}`
    : 'until you press Stop in your safe, under Apps';
}

/** The whole text as it stands on screen when Allow is pressed. */
export function shownText(shown: {
  readonly origin: string;
  readonly proposals: readonly Proposal[];
  readonly extrasOn: ReadonlySet<string>;
  readonly purpose: string | null;
  readonly length: Length;
  readonly stoppedAt: number | null;
  readonly now: number;
}): string {
  const { origin, proposals, extrasOn, purpose, length, stoppedAt, now } = shown;
  return [
    headingText(origin, proposals),
    ...(stoppedAt === null ? [] : [stoppedLine(stoppedAt)]),
    NOTHING_YET,
    ...proposals.flatMap((proposal) => [proposal.terms.variable, ...whatLines(proposal, extrasOn)]),
    whyLine(purpose),
    ...(proposals.some((proposal) => proposal.private) ? [VERY_PRIVATE] : []),
    `How long: ${LENGTH_LABELS[length]}, ${lengthDetail(length, now)}`,
    COPIES,
    NOT_CHECKED,
  ].join('\n');
}
