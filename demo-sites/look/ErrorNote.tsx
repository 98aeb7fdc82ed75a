import type { ErrorWords } from './error-words.ts';

/** Read out at once by screen readers. `data-code` names the error for tests and for support. */
export function ErrorNote({ words }: { readonly words: ErrorWords }) {
  return (
    <div class="note note-error" role="alert" data-testid="error" data-code={words.code}>
      <p>
        <strong>{words.what}</strong> {words.todo}
      </p>
      {words.hint !== '' && (
        <details>
          <summary>For people who build sites</summary>
          <p class="note-detail">
            {words.code}: {words.hint}
          </p>
        </details>
      )}
    </div>
  );
}
