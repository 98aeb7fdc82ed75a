import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Fold } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatDay } from '../../ui/format-date.ts';
import { formatCount } from '../../ui/format-number.ts';
import { Notice } from '../../ui/notice.tsx';
import { hostOf, SiteName } from '../../ui/site-name.tsx';
import type { Batch, Grant } from '../../vault/model.ts';
import type { Contents } from '../../vault/safe/safe.ts';
import { hrefOf } from '../routes.ts';
import { STOPPING } from '../safety-words.ts';
import type { Session } from '../session.ts';
import { Page } from '../shell/page.tsx';
import { isLive, justStopped, silentSince } from './access.ts';
import { ConsentRecordPage } from './consent-record.tsx';
import { SiteList } from './site-list.tsx';

export function AppsPage({ session, record }: { session: Session; record: string | null }) {
  const contents = session.contents.value;
  const shown = record === null ? undefined : contents.grants.find((grant) => grant.id === record);
  if (shown !== undefined) return <ConsentRecordPage grant={shown} />;
  const now = Date.now();
  const sites = bySite(contents);
  const anyLive = contents.grants.some((grant) => isLive(grant, now));
  return (
    <Page
      title="Apps"
      lead="Sites that you let in, and what each of them may do. A site here is not a site we checked."
    >
      {record === null ? null : (
        <Notice kind="info" happened="That record is not in this safe." todo="All records are below." />
      )}
      <SilentNotice grants={contents.grants} now={now} />
      {anyLive ? null : (
        <EmptyState icon="apps" happened="No site can read your data.">
          <p class="soft">
            When a site asks, a window of your safe opens. You decide there. Then the site stands here.
          </p>
        </EmptyState>
      )}
      {sites.map((site) => (
        <SiteCard key={site.origin} site={site} session={session} now={now} />
      ))}
      {sites.length === 0 ? null : <p class="soft small prose">{STOPPING}</p>}
    </Page>
  );
}

interface Site {
  readonly origin: string;
  readonly grants: readonly Grant[];
  /** What it added and is still there. */
  readonly added: readonly Batch[];
}

/** Sites with live access first, then by the newest permission. */
function bySite(contents: Contents): readonly Site[] {
  const now = Date.now();
  const origins = new Set(contents.grants.map((grant) => grant.origin));
  for (const { cause } of contents.batches) if (cause.kind === 'app') origins.add(cause.origin);
  const rank = (site: Site) => (site.grants.some((grant) => isLive(grant, now)) ? 1 : 0);
  const newest = (site: Site) => site.grants.reduce((at, grant) => Math.max(at, grant.createdAt), 0);
  return [...origins]
    .map((origin) => ({
      origin,
      grants: contents.grants.filter((grant) => grant.origin === origin),
      added: contents.batches.filter(
        ({ cause, state }) => cause.kind === 'app' && cause.origin === origin && state !== 'undone',
      ),
    }))
    .sort((a, b) => rank(b) - rank(a) || newest(b) - newest(a));
}

function SiteCard({ site, session, now }: { site: Site; session: Session; now: number }) {
  const current = site.grants.filter((grant) => isLive(grant, now) || justStopped(grant, now));
  const past = site.grants.filter((grant) => !current.includes(grant));
  const claimed = site.grants.find((grant) => grant.consent.appName !== null)?.consent.appName ?? null;
  return (
    <section class="card stack" aria-label={hostOf(site.origin)} data-testid="site" data-host={site.origin}>
      <div>
        <h2>
          <SiteName origin={site.origin} />
        </h2>
        {claimed === null ? null : (
          <p class="soft small">
            It calls itself “<bdi>{claimed}</bdi>”.
          </p>
        )}
      </div>
      {current.length === 0 ? (
        <p>This site can read and add nothing now.</p>
      ) : (
        <SiteList grants={current} session={session} place="site" />
      )}
      <AddedBySite site={site} session={session} />
      {past.length === 0 ? null : (
        <Fold summary={`${formatCount(past.length, 'older permission', 'older permissions')}`}>
          <SiteList grants={past} session={session} place="site" />
        </Fold>
      )}
    </section>
  );
}

function AddedBySite({ site, session }: { site: Site; session: Session }) {
  const [undone, setUndone] = useState(false);
  const entries = site.added.reduce((sum, { receipt }) => sum + receipt.new, 0);
  if (undone) {
    return (
      <Notice
        kind="done"
        happened="Everything this site added is gone from your safe."
        spoken
        testId="undone"
      />
    );
  }
  if (site.added.length === 0) return null;
  const undo = async () => {
    if (await session.act(() => session.safe.undoApp(site.origin))) setUndone(true);
  };
  return (
    <div class="cluster">
      <p class="figures">It added {formatCount(entries, 'entry', 'entries')}.</p>
      <Button look="danger" onPress={() => void undo()}>
        Undo everything this site added
      </Button>
    </div>
  );
}

function SilentNotice({ grants, now }: { grants: readonly Grant[]; now: number }) {
  const silent = grants.flatMap((grant) => {
    const since = silentSince(grant, now);
    return since === null ? [] : [{ origin: grant.origin, since }];
  });
  if (silent.length === 0) return null;
  const sites = new Set(silent.map(({ origin }) => origin)).size;
  const since = Math.min(...silent.map((each) => each.since));
  return (
    <Notice
      kind="info"
      happened={`${formatCount(sites, 'site has', 'sites have')} not checked in since ${formatDay(since)}.`}
      safe="Their copies have stopped working."
    >
      <a href={hrefOf('activity')}>See Activity</a>
    </Notice>
  );
}
