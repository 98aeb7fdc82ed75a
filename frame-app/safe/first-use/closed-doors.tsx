import type { ComponentChildren } from 'preact';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Problem } from '../problems.ts';

/** All a framed window ever shows. */
export function FramedSentence() {
  return (
    <p class="framed">
      Your safe does not open inside another page. Open it in its own tab: type its address yourself.
    </p>
  );
}

function Door({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <main class="welcome">
      <div class="card stack">
        <span class="welcome-mark">
          <Icon name="lock" size="large" />
        </span>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}

/** Until storage has answered, which takes a moment. */
export function Looking() {
  return (
    <main class="welcome">
      <p class="soft" role="status">
        Opening your safe ...
      </p>
    </main>
  );
}

export function ReloadButton() {
  return (
    <ButtonRow>
      <Button look="main" onPress={() => location.reload()}>
        Reload this page
      </Button>
    </ButtonRow>
  );
}

/** The host of these pages left out headers that protect a safe: none is made here. */
export function UnsafeHost({ missing }: { missing: readonly string[] }) {
  return (
    <Door title="No safe can be made at this address">
      <Notice
        kind="error"
        happened="This server does not send the lines that keep other pages out."
        safe="Nothing was stored."
        todo="If you run this server, add the lines below. If not, do not use this address."
      />
      <pre class="header-lines">{missing.join('\n')}</pre>
      <ReloadButton />
    </Door>
  );
}

/** A safe is here that this page cannot open now. */
export function CannotOpen({ problem }: { problem: Problem }) {
  return (
    <Door title="Your safe could not be opened">
      <Notice kind="error" happened={problem.happened} safe={problem.safe} todo={problem.todo} />
      <ReloadButton />
    </Door>
  );
}

export function Deleted() {
  return (
    <Door title="Your safe is deleted">
      <p>
        Everything in it is gone from this browser. Sites keep what they have read. To have it erased, ask
        them.
      </p>
      <ReloadButton />
    </Door>
  );
}
