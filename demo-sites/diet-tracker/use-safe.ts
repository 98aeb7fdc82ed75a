import { useEffect, useRef, useState } from 'preact/hooks';
import type { Series } from '../humanfs-types.ts';
import { type ErrorWords, errorWords } from '../look/error-words.ts';
import { allowedNow, onNews, readAgain, readFromSafe, VARIABLES, type Variable } from './read-from-safe.ts';

/** What this page has of one variable, and what went wrong last. */
export interface Sharing {
  readonly series: Series | null;
  readonly asking: boolean;
  readonly trouble: ErrorWords | null;
}

export type Sharings = Readonly<Record<Variable, Sharing>>;

const NOTHING: Sharing = { series: null, asking: false, trouble: null };

/** Codes that say that what was shared before is shared no more: this page then drops what it had. */
const ENDED = new Set(['GRANT_REVOKED', 'GRANT_EXPIRED', 'LEASE_EXPIRED']);

export function useSafe(safeLoaded: boolean) {
  const [sharings, setSharings] = useState<Sharings>({
    'Arthritis Severity': NOTHING,
    'Step Count': NOTHING,
  });
  /** Variables whose person is being asked; a look in passing leaves them alone. */
  const clicked = useRef(new Set<Variable>());
  const update = (variable: Variable, change: (sharing: Sharing) => Sharing): void =>
    setSharings((all) => ({ ...all, [variable]: change(all[variable]) }));

  /** For a click: the read comes first, or the browser keeps the window shut. */
  const read = async (variable: Variable): Promise<void> => {
    try {
      const answer = readFromSafe(variable);
      clicked.current.add(variable);
      update(variable, ({ series }) => ({ series, asking: true, trouble: null }));
      const series = await answer;
      update(variable, () => ({ series, asking: false, trouble: null }));
    } catch (error) {
      const trouble = errorWords(error);
      update(variable, ({ series }) => ({
        series: ENDED.has(trouble.code) ? null : series,
        asking: false,
        trouble,
      }));
    } finally {
      clicked.current.delete(variable);
    }
  };

  useEffect(() => {
    if (!safeLoaded) return;
    /** null: not looked yet. What was allowed once only never stands here, so it stays on the page. */
    let allowedBefore: ReadonlySet<Variable> | null = null;
    let mounted = true;

    const lookAt = async (variable: Variable): Promise<void> => {
      const current = (): boolean => mounted && !clicked.current.has(variable);
      try {
        const series = await readAgain(variable);
        if (current()) update(variable, () => ({ series, asking: false, trouble: null }));
      } catch (error) {
        const trouble = errorWords(error);
        // Nobody pressed anything: only the end of a sharing is news.
        if (current() && ENDED.has(trouble.code)) update(variable, () => ({ ...NOTHING, trouble }));
      }
    };
    const look = async (): Promise<void> => {
      const allowed = await allowedNow();
      const before = allowedBefore;
      allowedBefore = allowed;
      for (const variable of VARIABLES) {
        if (clicked.current.has(variable)) continue;
        // The first look asks for all: a stop that came while this page was closed is told only then.
        if (before === null || before.has(variable) || allowed.has(variable)) void lookAt(variable);
      }
    };
    const lookAgain = (): void => {
      if (!mounted || document.visibilityState !== 'visible') return;
      look().catch((error: unknown) => console.warn('The safe did not answer.', error));
    };

    lookAgain();
    onNews(lookAgain);
    document.addEventListener('visibilitychange', lookAgain);
    return () => {
      mounted = false;
      document.removeEventListener('visibilitychange', lookAgain);
    };
  }, [safeLoaded]);

  return { sharings, read };
}
