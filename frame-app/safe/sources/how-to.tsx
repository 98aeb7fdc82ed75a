import { Card, Fold } from '../../ui/card.tsx';

/** How to get a file out of other programs. */
export function HowTo() {
  return (
    <Card heading="How to get your file">
      <Fold summary="Apple Health (iPhone)" open>
        <ol class="steps">
          <li>Open Health. Press your picture at the top right.</li>
          <li>Press “Export All Health Data”. It can take a few minutes.</li>
          <li>Save export.zip to this device. Then press “Choose files”.</li>
        </ol>
      </Fold>
      <Fold summary="A table from another app (CSV)">
        <ol class="steps">
          <li>Look in the app’s settings for “Export” or “Download my data”.</li>
          <li>Choose CSV. One column must hold a date.</li>
          <li>Press “Choose files”. We ask you what each column is.</li>
        </ol>
      </Fold>
    </Card>
  );
}
