/**
 * A safe in memory for page tests: holds whatever contents a test gives, and remembers what was asked of it. Acts
 * that a test does not name reject, so that a page cannot pass by calling something nobody expected.
 */
import type { AuditEntry, LogCheck } from '../../vault/audit/entry.ts';
import type { Batch, BatchId, Grant, GrantId, StreamId, VariableId, VariableKey } from '../../vault/model.ts';
import type {
  Contents,
  HeldVariable,
  ReadSeries,
  Safe,
  SafeChange,
  Settings,
} from '../../vault/safe/safe.ts';
import { madeUpColumns } from './made-up-series.ts';

export interface MadeUp {
  readonly safe: Safe;
  /** Names of the acts called, in order. */
  readonly calls: string[];
  /** Replaces what the safe holds and tells the pages. */
  change(contents: Partial<Contents>): void;
}

export interface MadeUpOptions {
  readonly contents?: Partial<Contents>;
  readonly log?: readonly AuditEntry[];
  readonly check?: LogCheck;
  /** Columns by variable id; made up from the count where absent. */
  readonly read?: (held: HeldVariable) => Promise<readonly ReadSeries[]>;
  readonly acts?: Partial<Safe>;
}

export const EMPTY: Contents = {
  name: null,
  ownerId: 'owner',
  createdAt: Date.UTC(2026, 10, 1),
  variables: [],
  grants: [],
  batches: [],
  settings: { lastCopyAt: null, persistent: null, denials: {}, lengths: {} },
};

export function madeUpSafe(options: MadeUpOptions = {}): MadeUp {
  let contents: Contents = { ...EMPTY, ...options.contents };
  const calls: string[] = [];
  const listeners = new Set<(change: SafeChange) => void>();
  const change = (next: Partial<Contents>, kind: SafeChange = 'data') => {
    contents = { ...contents, ...next };
    for (const listener of listeners) listener(kind);
  };
  const refuse = (act: string) => (): Promise<never> => Promise.reject(new Error(`no test expected ${act}`));
  const setGrant = (id: GrantId, state: Grant['state'], revokedAt: number | null): Grant => {
    const grants = contents.grants.map((grant) => (grant.id === id ? { ...grant, state, revokedAt } : grant));
    change({ grants }, 'grants');
    const found = grants.find((grant) => grant.id === id);
    if (found === undefined) throw new Error('no such grant');
    return found;
  };
  const setBatches = (picked: (batch: Batch) => boolean) =>
    change({
      batches: contents.batches.map((batch) => (picked(batch) ? { ...batch, state: 'undone' } : batch)),
    });
  const log = options.log ?? [];

  const safe: Safe = {
    epoch: 'made-up',
    protectedBy: ['device'],
    inbox: { publicKey: new Uint8Array(32), keyId: 'made-up' },
    contents: () => Promise.resolve(contents),
    rename: async (name) => {
      calls.push('rename');
      change({ name }, 'settings');
    },
    settings: async (patch) => {
      calls.push('settings');
      const settings: Settings = { ...contents.settings, ...patch };
      change({ settings }, 'settings');
    },
    beginImport: refuse('beginImport'),
    writeFromApp: refuse('writeFromApp'),
    undo: async (id: BatchId) => {
      calls.push('undo');
      setBatches((batch) => batch.id === id);
    },
    undoApp: async (origin: string) => {
      calls.push('undoApp');
      setBatches(({ cause }) => cause.kind === 'app' && cause.origin === origin);
    },
    deleteVariable: refuse('deleteVariable'),
    readVariable: async (which: VariableKey | VariableId) => {
      const held = contents.variables.find(({ variable }) => variable.id === which || variable.key === which);
      if (held === undefined) return [];
      return options.read === undefined ? [readAll(held)] : options.read(held);
    },
    matchRequest: refuse('matchRequest'),
    previewRead: refuse('previewRead'),
    snapshot: refuse('snapshot'),
    grant: refuse('grant'),
    recordOnce: refuse('recordOnce'),
    logHandOver: refuse('logHandOver'),
    renew: refuse('renew'),
    revoke: async (id) => {
      calls.push('revoke');
      return setGrant(id, 'revoked', Date.now());
    },
    allowAgain: async (id) => {
      calls.push('allowAgain');
      const grant = setGrant(id, 'active', null);
      const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['decrypt']);
      return { grant, key, wrapRecord: 'record' as never };
    },
    markRevocationReached: refuse('markRevocationReached'),
    release: refuse('release'),
    denied: refuse('denied'),
    openSealed: refuse('openSealed'),
    drainNotes: refuse('drainNotes'),
    log: () => Promise.resolve(log),
    verifyLog: async () => {
      calls.push('verifyLog');
      return options.check ?? { ok: true, entries: log.length, head: '0'.repeat(64) };
    },
    logStillHolds: refuse('logStillHolds'),
    exportAll: async function* (kind) {
      calls.push(`export ${kind}`);
      yield kind === 'json' ? '{}' : 'Name,Value\r\n';
    },
    deleteEverything: async () => {
      calls.push('deleteEverything');
      for (const listener of listeners) listener('deleted');
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ...options.acts,
  };
  return { safe, calls, change };
}

function readAll(held: HeldVariable): ReadSeries {
  const columns = madeUpColumns(held);
  return {
    variable: held.variable,
    columns,
    sources: held.streams.map((stream) => ({ ...stream, columns })),
    damaged: [],
  };
}

/** Ids are branded so that code cannot mix them up; a test makes its own. */
export const ids = {
  variable: (text: string) => text as VariableId,
  key: (text: string) => text as VariableKey,
  stream: (text: string) => text as StreamId,
  grant: (text: string) => text as GrantId,
  batch: (text: string) => text as BatchId,
};
