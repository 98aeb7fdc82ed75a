/** For page tests: a `humanfs` that answers as it is told, and remembers what it was asked. */
import type { HumanFS, Receipt, Series } from './humanfs-types.ts';

type Interaction = 'auto' | 'never';

export interface StandInSafe {
  readonly asked: string[];
  /** What each read gives; throws to fail. */
  onRead: (name: string, interaction: Interaction) => Promise<Series>;
  onWrite: (rows: number) => Promise<Receipt>;
  /** Variables that may be read without asking. */
  allowed: string[];
  tellGrants(): void;
}

export class CodedError extends Error {
  readonly code: string;
  readonly hint = 'A hint.';
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export const fail = (code: string) => async (): Promise<never> => {
  throw new CodedError(code);
};

export function standInSafe(): StandInSafe {
  const listeners: (() => void)[] = [];
  const safe: StandInSafe = {
    asked: [],
    onRead: fail('CONSENT_REQUIRED'),
    onWrite: fail('CONSENT_REQUIRED'),
    allowed: [],
    tellGrants: () => {
      for (const listener of listeners) listener();
    },
  };
  const humanfs: HumanFS = {
    ready: Promise.resolve(),
    requestRead: (name, { interaction = 'auto' } = {}) => {
      safe.asked.push(`${interaction} ${name}`);
      return safe.onRead(name, interaction);
    },
    requestWrite: (name, data) => {
      safe.asked.push(`write ${name}`);
      return safe.onWrite(data.length);
    },
    variables: () => safe.allowed.map((variable) => ({ access: 'read', variable, until: null })),
    on: (_event, listener) => listeners.push(listener),
    open: () => safe.asked.push('open'),
  };
  Object.defineProperty(globalThis, 'humanfs', { value: humanfs, configurable: true });
  return safe;
}

export function series(rows: readonly { readonly time: number; readonly value: number }[]): Series {
  return {
    times: Float64Array.from(rows, ({ time }) => time),
    values: Float64Array.from(rows, ({ value }) => value),
    unit: '{score}',
    scale: { min: 0, max: 10, worse: 'high' },
    scope: { from: null, to: null, granularity: 'each', until: null },
    asOf: Date.now(),
    live: true,
    [Symbol.iterator]: () => rows[Symbol.iterator](),
  };
}
