import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { Notice } from '../../ui/notice.tsx';
import { useLog } from '../activity/use-log.ts';
import { isLive, justStopped } from '../apps/access.ts';
import { SiteList } from '../apps/site-list.tsx';
import { hrefOf } from '../routes.ts';
import { safeTitle } from '../safe-title.ts';
import type { Session } from '../session.ts';
import { Page } from '../shell/page.tsx';
import { VariableRows } from '../variables/variable-rows.tsx';
import { NewestChart } from './newest-chart.tsx';
import { contentsLine, copyLine, entriesOf, nextStep, sitesLine } from './status.ts';

const NEWEST = 4;

export function OverviewPage({ session }: { session: Session }) {
  const contents = session.contents.value;
  const now = Date.now();
  const step = nextStep(contents);
  const newest = [...contents.variables]
    .filter((held) => entriesOf(held) > 0)
    .sort((a, b) => lastOf(b) - lastOf(a))
    .slice(0, NEWEST);
  const live = contents.grants.filter((grant) => isLive(grant, now) || justStopped(grant, now));
  const damaged = contents.variables.flatMap(({ streams }) => streams).filter((held) => held.damaged).length;
  return (
    <Page title={safeTitle(contents.name)} lead={contentsLine(contents, now)}>
      {damaged === 0 ? null : (
        <Notice
          kind="error"
          happened={`We could not open ${formatCount(damaged, 'part', 'parts')} of your safe.`}
          safe="The rest is fine."
          todo="Save a copy of the rest. Then bring in the file of that part again."
        />
      )}
      {step === 'bring-data' ? (
        <EmptyState icon="sources" happened="Your safe is empty.">
          <p class="soft">Bring in a file from your phone or another app. Nothing leaves this device.</p>
          <ButtonLink href={hrefOf('sources')} look="main">
            Bring in data
          </ButtonLink>
        </EmptyState>
      ) : null}
      <div class="overview">
        <div class="overview-column">
          {step === 'save-copy' ? (
            <Card heading="Next step: save a copy">
              <div class="stack">
                <p>{copyLine(null, now)} If you clear this browser, your data is gone.</p>
                <ButtonRow>
                  <ButtonLink href={hrefOf('settings')} look="main">
                    Save a copy
                  </ButtonLink>
                </ButtonRow>
              </div>
            </Card>
          ) : null}
          <Card heading="Who can see your data" aside={<a href={hrefOf('apps')}>All apps</a>}>
            <div class="stack-tight">
              <p>{sitesLine(contents.grants, now)}</p>
              <ReadsThisWeek session={session} />
              {live.length === 0 ? null : <SiteList grants={live} session={session} place="overview" />}
            </div>
          </Card>
          {step === 'look' ? (
            <Card heading="Your copy">
              <div class="stack">
                <p>{copyLine(contents.settings.lastCopyAt, now)}</p>
                <ButtonRow>
                  <ButtonLink href={hrefOf('sources')} look="main">
                    Bring in new data
                  </ButtonLink>
                  <ButtonLink href={hrefOf('settings')}>Save a copy</ButtonLink>
                </ButtonRow>
              </div>
            </Card>
          ) : null}
        </div>
        <div class="overview-column">
          {newest[0] === undefined ? null : <NewestChart session={session} held={newest[0]} />}
          {newest.length === 0 ? null : (
            <Card heading="Newest" aside={<a href={hrefOf('variables')}>All variables</a>}>
              <VariableRows session={session} held={newest} chosen={null} />
            </Card>
          )}
        </div>
      </div>
    </Page>
  );
}

const WEEK = 7 * 86_400_000;

/** Reads of the last seven days, as far as the log knows them. */
function ReadsThisWeek({ session }: { session: Session }) {
  const [log] = useLog(session);
  if (log === null || session.contents.value.grants.length === 0) return null;
  const since = Date.now() - WEEK;
  const reads = log.filter((entry) => entry.kind === 'hand-over' && entry.at >= since);
  const sites = new Set(reads.map((entry) => entry.origin)).size;
  return (
    <p class="soft small">
      {reads.length === 0
        ? 'Nothing was handed over in the last 7 days.'
        : `Handed over ${formatCount(reads.length, 'time', 'times')} to ${formatCount(sites, 'site', 'sites')} in the last 7 days.`}
    </p>
  );
}

function lastOf(held: Session['contents']['value']['variables'][number]): number {
  return held.streams.reduce((latest, { summary }) => Math.max(latest, summary.last ?? 0), 0);
}
