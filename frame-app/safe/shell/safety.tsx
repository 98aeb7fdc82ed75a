import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { EMERGENCY, FOR_ADULTS, NOT_ADVICE, STOPPING, WHERE_IT_IS, WHO_CAN_SEE } from '../safety-words.ts';
import { Page } from './page.tsx';

export function SafetyPage() {
  return (
    <Page title="Not medical advice. Emergency help">
      <Notice kind="warning" happened={EMERGENCY} />
      <Card heading="Not medical advice">
        <p class="prose">{NOT_ADVICE}</p>
      </Card>
      <Card heading="Who this is for">
        <p class="prose">{FOR_ADULTS}</p>
      </Card>
      <Card heading="Where your data is">
        <div class="stack prose">
          <p>{WHERE_IT_IS}</p>
          <p>{WHO_CAN_SEE}</p>
        </div>
      </Card>
      <Card heading="When you stop a site">
        <p class="prose">{STOPPING}</p>
      </Card>
    </Page>
  );
}
