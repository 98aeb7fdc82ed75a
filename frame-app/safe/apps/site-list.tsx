import { useId } from 'preact/hooks';
import { SiteName } from '../../ui/site-name.tsx';
import type { Grant } from '../../vault/model.ts';
import { hrefOf } from '../routes.ts';
import type { Session } from '../session.ts';
import { endedWords, isLive, justStopped, lastReadWords, untilWords, whatWords } from './access.ts';
import { StopButton, StoppedNotice } from './stop-button.tsx';

export interface SiteListProps {
  readonly grants: readonly Grant[];
  readonly session: Session;
  /** `overview`: with the site's address and no link to the record; `site`: under the site's own heading. */
  readonly place: 'overview' | 'site';
}

/** Who may do what until when, each with its Stop. */
export function SiteList({ grants, session, place }: SiteListProps) {
  return (
    <ul class="rows">
      {grants.map((grant) => (
        <li key={grant.id}>
          <AccessRow grant={grant} session={session} place={place} />
        </li>
      ))}
    </ul>
  );
}

function AccessRow({
  grant,
  session,
  place,
}: {
  grant: Grant;
  session: Session;
  place: SiteListProps['place'];
}) {
  const id = useId();
  const now = Date.now();
  const live = isLive(grant, now);
  return (
    <div class="access" data-testid="access" data-host={grant.origin} data-state={live ? 'live' : 'over'}>
      <div class="access-words" id={id}>
        <span class={place === 'site' ? 'only-spoken' : undefined}>
          <SiteName origin={grant.origin} />
        </span>
        <p>
          <strong>{whatWords(grant)}</strong>
          {live ? `, ${untilWords(grant)}` : `. ${endedWords(grant)}`}
        </p>
        <p class="soft small">
          {lastReadWords(grant, now)}{' '}
          {place === 'overview' ? null : <a href={hrefOf('apps', grant.id)}>See what you allowed</a>}
        </p>
      </div>
      {live ? <StopButton grant={grant} session={session} describedBy={id} /> : null}
      {justStopped(grant, now) ? (
        <div class="access-notice">
          <StoppedNotice grant={grant} session={session} />
        </div>
      ) : null}
    </div>
  );
}
