/** What the log says of one act, and how an entry is bound to the one before it. */
import type { GrantId } from '../model.ts';

export const AUDIT_KINDS = [
  'safe-created',
  'grant',
  'denial',
  'dismissal',
  'hand-over',
  'write',
  'revocation',
  'export',
  'import',
  'undo',
  'deletion',
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** Flat on purpose: an entry is shown line by line and must read the same years later. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>;

export interface AuditEntry {
  /** From 0, without gaps. */
  readonly seq: number;
  readonly at: number;
  readonly kind: AuditKind;
  readonly origin: string | null;
  readonly grant: GrantId | null;
  readonly detail: AuditDetail;
  /** SHA-256 in hex of the entry before; 64 zeros for the first. */
  readonly previous: string;
}

/** `at`: the first entry that is missing, changed or out of place. */
export type LogCheck =
  | { readonly ok: true; readonly entries: number; readonly head: string }
  | { readonly ok: false; readonly at: number };
