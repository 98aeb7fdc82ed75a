import { useEffect } from 'preact/hooks';
import { ActivityPage } from './activity/activity-page.tsx';
import { AppsPage } from './apps/apps-page.tsx';
import { CannotOpen, Deleted, Looking, UnsafeHost } from './first-use/closed-doors.tsx';
import { FirstUse } from './first-use/first-use.tsx';
import { OverviewPage } from './overview/overview-page.tsx';
import { route } from './routes.ts';
import { safeTitle } from './safe-title.ts';
import type { Session } from './session.ts';
import { SettingsPage } from './settings/settings-page.tsx';
import { ProblemNotice } from './shell/problem-notice.tsx';
import { SafetyPage } from './shell/safety.tsx';
import { Shell } from './shell/shell.tsx';
import type { ImportDesk } from './sources/import-desk.ts';
import { SourcesPage } from './sources/sources-page.tsx';
import type { Start } from './stage.ts';
import { VariablesPage } from './variables/variables-page.tsx';

export interface AppProps {
  readonly start: Start;
  /** One desk a session: an import goes on while the person looks at other pages. */
  readonly deskOf: (session: Session) => ImportDesk;
}

/** The whole window: a door while there is no open safe, the pages once there is. */
export function App({ start, deskOf }: AppProps) {
  const stage = start.stage.value;
  switch (stage.kind) {
    case 'looking':
      return <Looking />;
    case 'none':
      return <FirstUse onCreate={start.create} problem={stage.problem} />;
    case 'unsafe-host':
      return <UnsafeHost missing={stage.missing} />;
    case 'closed':
      return <CannotOpen problem={stage.problem} />;
    case 'deleted':
      return <Deleted />;
    case 'open':
      return <OpenPages session={stage.session} desk={deskOf(stage.session)} />;
  }
}

function OpenPages({ session, desk }: { session: Session; desk: ImportDesk }) {
  const { name } = session.contents.value;
  const busy = desk.state.value.kind !== 'idle';
  useEffect(() => {
    if (!busy) return;
    // The browser asks before the tab closes in the middle of an import.
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', hold);
    return () => removeEventListener('beforeunload', hold);
  }, [busy]);
  return (
    <Shell
      name={safeTitle(name)}
      protectedSafe={session.safe.protectedBy.some((by) => by !== 'device')}
      work={busy && route.value.page !== 'sources' ? 'A file is coming in' : null}
    >
      <ProblemNotice session={session} />
      <CurrentPage session={session} desk={desk} />
    </Shell>
  );
}

function CurrentPage({ session, desk }: { session: Session; desk: ImportDesk }) {
  const here = route.value;
  switch (here.page) {
    case 'overview':
      return <OverviewPage session={session} />;
    case 'variables':
      return <VariablesPage session={session} chosen={here.variable} />;
    case 'sources':
      return <SourcesPage session={session} desk={desk} />;
    case 'apps':
      return <AppsPage session={session} record={here.record} />;
    case 'activity':
      return <ActivityPage session={session} />;
    case 'settings':
      return <SettingsPage session={session} />;
    case 'safety':
      return <SafetyPage />;
  }
}
