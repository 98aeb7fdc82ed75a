import { useState } from 'preact/hooks';
import type { Receipt } from '../humanfs-types.ts';
import { ErrorNote } from '../look/ErrorNote.tsx';
import { type ErrorWords, errorWords, NO_SAFE } from '../look/error-words.ts';
import { safeAddress, siteAddress } from '../look/neighbours.ts';
import type { DiaryEntry } from './diary-entry.ts';
import { sayQueued, saySkipped, saySums } from './receipt-words.ts';
import { saveToSafe } from './save-to-safe.ts';

type Step =
  | { readonly at: 'start' }
  | { readonly at: 'asking' }
  | { readonly at: 'saved'; readonly receipt: Receipt }
  | { readonly at: 'failed'; readonly words: ErrorWords };

export interface SaveCardProps {
  readonly entries: readonly DiaryEntry[];
  readonly safeLoaded: boolean;
}

/** The one main action of the page, and what came of it. */
export function SaveCard({ entries, safeLoaded }: SaveCardProps) {
  const [step, setStep] = useState<Step>(safeLoaded ? { at: 'start' } : { at: 'failed', words: NO_SAFE });

  const saved = step.at === 'saved' && step.receipt.queued === null;

  const save = async (): Promise<void> => {
    try {
      const answer = saveToSafe(entries);
      setStep({ at: 'asking' });
      setStep({ at: 'saved', receipt: await answer });
    } catch (error) {
      setStep({ at: 'failed', words: errorWords(error) });
    }
  };

  return (
    <section class="card" aria-labelledby="save-title">
      <h2 id="save-title">Keep it in your own safe</h2>
      <p>Your safe opens in a window and asks you first. This site can add to it. It cannot look inside.</p>
      <div class="row">
        <button
          type="button"
          class={saved ? '' : 'main-action'}
          data-testid="save"
          disabled={!safeLoaded || step.at === 'asking'}
          onClick={() => void save()}
        >
          Save to my safe
        </button>
      </div>
      <div role="status">
        {step.at === 'asking' && <p class="soft">Your safe may ask you in a window. Please answer there.</p>}
        {step.at === 'saved' && <ReceiptNote receipt={step.receipt} />}
      </div>
      {step.at === 'failed' && <ErrorNote words={step.words} />}
      <NextLinks saved={saved} />
    </section>
  );
}

function ReceiptNote({ receipt }: { readonly receipt: Receipt }) {
  const waits = receipt.queued !== null;
  const skipped = saySkipped(receipt);
  return (
    <div class="note" data-testid="receipt" data-read={receipt.read} data-queued={waits}>
      <p>
        <strong>{waits ? 'Waiting for your safe.' : 'Saved to your safe.'}</strong>{' '}
        {waits ? sayQueued(receipt) : saySums(receipt)}
      </p>
      {skipped !== '' && <p>{skipped}</p>}
    </div>
  );
}

function NextLinks({ saved }: { readonly saved: boolean }) {
  const safe = safeAddress();
  return (
    <p class="row">
      <a class={saved ? 'button main-action' : 'quiet-link'} data-testid="next" href={siteAddress('diet')}>
        Next: read it on another site
      </a>
      {safe !== null && (
        <a class="quiet-link" href={safe} target="_blank" rel="noopener">
          Your safe
        </a>
      )}
    </p>
  );
}
