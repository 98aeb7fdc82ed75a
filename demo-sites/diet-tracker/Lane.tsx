import type { ComponentChildren } from 'preact';
import { ErrorNote } from '../look/ErrorNote.tsx';
import type { Variable } from './read-from-safe.ts';
import type { Sharing } from './use-safe.ts';

export interface LaneProps {
  readonly variable: Variable;
  readonly title: string;
  /** What the empty lane says. */
  readonly unseen: string;
  readonly sharing: Sharing;
  readonly safeLoaded: boolean;
  readonly main: boolean;
  readonly onRead: () => void;
  /** The chart, drawn only when something is shared. */
  readonly children: ComponentChildren;
}

const TEST_ID: Readonly<Record<Variable, string>> = {
  'Arthritis Severity': 'read-arthritis-severity',
  'Step Count': 'read-step-count',
};

/** One variable of the person: an empty lane with a button, or what they shared. */
export function Lane({ variable, title, unseen, sharing, safeLoaded, main, onRead, children }: LaneProps) {
  const { series, asking, trouble } = sharing;
  const button = (
    <button
      type="button"
      class={main && series === null ? 'main-action' : ''}
      data-testid={TEST_ID[variable]}
      disabled={!safeLoaded || asking}
      onClick={onRead}
    >
      Read {variable}
    </button>
  );
  return (
    <section class="lane" aria-label={title} data-variable={variable}>
      {series !== null && (
        <div class="lane-head">
          <h2>{title}</h2>
          {button}
        </div>
      )}
      {series === null && (
        <div class="lane-empty">
          {trouble === null && <p>{unseen}</p>}
          {trouble !== null && <ErrorNote words={trouble} />}
          {trouble?.code === 'GRANT_REVOKED' && <p class="soft">This page has dropped what it had.</p>}
          {button}
        </div>
      )}
      <div role="status">
        {asking && <p class="soft">Your safe may ask you in a window. Please answer there.</p>}
      </div>
      {series !== null && trouble !== null && <ErrorNote words={trouble} />}
      {series !== null && (
        <div class="lane-body" data-testid="result">
          {series.times.length === 0 ? (
            <p class="note">You have no entries called {variable} yet. New ones will show up here.</p>
          ) : (
            children
          )}
        </div>
      )}
    </section>
  );
}
