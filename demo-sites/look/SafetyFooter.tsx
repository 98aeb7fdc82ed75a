export function SafetyFooter({ privacy }: { readonly privacy: string }) {
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
    </footer>
  );
}
