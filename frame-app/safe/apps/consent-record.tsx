import { Button, ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card, Facts } from '../../ui/card.tsx';
import { formatDayTime } from '../../ui/format-date.ts';
import { formatCount } from '../../ui/format-number.ts';
import { SiteName } from '../../ui/site-name.tsx';
import { Table } from '../../ui/table.tsx';
import type { ConsentEvent, Grant } from '../../vault/model.ts';
import { hrefOf } from '../routes.ts';
import { datedName, downloadFile } from '../shell/download.ts';
import { Page } from '../shell/page.tsx';
import { endedWords, isLive, leaseWords, reachWords, untilWords, whatWords } from './access.ts';

const EVENT_WORDS: Readonly<Record<ConsentEvent['kind'], string>> = {
  requested: 'The site asked',
  given: 'You allowed it',
  narrowed: 'You allowed less',
  refreshed: 'The site checked in',
  expired: 'It ended by itself',
  paused: 'You paused it',
  revoked: 'You stopped it',
  'revocation-reached-site': 'The site was told that you stopped it',
};

/** What one site asked, what was shown, what was allowed and what became of it. */
export function ConsentRecordPage({ grant }: { grant: Grant }) {
  const { consent } = grant;
  const download = () =>
    downloadFile(datedName('permission', consent.at, 'json'), [recordText(grant)], 'application/json');
  return (
    <Page title={`${whatWords(grant)}: what you allowed`} lead={<SiteName origin={grant.origin} />}>
      <ButtonRow>
        <ButtonLink href={hrefOf('apps')}>Back to all apps</ButtonLink>
        <Button onPress={download}>Download this record</Button>
      </ButtonRow>
      <Card heading="In short">
        <Facts
          items={[
            { name: 'Allowed', value: formatDayTime(grant.createdAt) },
            { name: 'Ends', value: isLive(grant, Date.now()) ? untilWords(grant) : endedWords(grant) },
            { name: 'What', value: reachWords(grant).join(' ') },
            { name: 'Why', value: consent.purpose ?? 'The site gave no reason.' },
            ...(grant.terms.access === 'read'
              ? [
                  { name: 'Reads', value: formatCount(grant.reads, 'read', 'reads') },
                  { name: 'Check-in', value: leaseWords(grant) },
                ]
              : []),
            { name: 'Its own name', value: <bdi>{consent.appName ?? 'not stated'}</bdi> },
            { name: 'Contact', value: <bdi>{consent.appContact ?? 'not stated'}</bdi> },
            { name: 'Privacy page', value: <bdi>{consent.appPrivacyUrl ?? 'not stated'}</bdi> },
            { name: 'To stop it', value: consent.withdrawal },
          ]}
        />
      </Card>
      <Card heading="The text you were shown">
        <p class="shown-text">{consent.text}</p>
      </Card>
      <Card heading="What happened">
        <Table
          caption="What happened with this permission"
          captionHidden
          columns={[
            { header: 'When', cell: (event) => formatDayTime(event.at), names: true },
            { header: 'What', cell: (event) => EVENT_WORDS[event.kind] },
          ]}
          rows={consent.events}
          rowKey={(event, index) => `${index}-${event.kind}`}
        />
      </Card>
    </Page>
  );
}

/** The record as a file: what the vault keeps for the person, readable by other programs. */
function recordText(grant: Grant): string {
  const { id: _, ...told } = grant;
  return `${JSON.stringify(told, null, 2)}\n`;
}
