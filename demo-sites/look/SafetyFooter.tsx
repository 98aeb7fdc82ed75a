import { safeAddress } from './neighbours.ts';

export function SafetyFooter({ privacy }: { readonly privacy: string }) {
  const safe = safeAddress();
  return (
    <footer>
      <p>
        <strong>This is not medical advice.</strong> It does not find, treat or prevent disease. Do not start
        or stop a medicine because of a chart here. Ask your doctor.
      </p>
      <p>
        Nobody watches this data. In an emergency, or if you may hurt yourself, call your local emergency
        number now.
      </p>
      <p id="privacy">{privacy}</p>
      {safe !== null && (
        <p>
          <a class="quiet-link" href={safe}>
            Your safe
          </a>
        </p>
      )}
    </footer>
  );
}
