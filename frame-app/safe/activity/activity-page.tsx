import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Badge, Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SelectField } from '../../ui/field.tsx';
import { formatDay, formatDayTime } from '../../ui/format-date.ts';
import { formatCount } from '../../ui/format-number.ts';
import { Notice } from '../../ui/notice.tsx';
import type { AuditEntry, AuditKind, LogCheck } from '../../vault/audit/entry.ts';
import type { Batch } from '../../vault/model.ts';
import { silentSince } from '../apps/access.ts';
import { type Problem, problemOf } from '../problems.ts';
import type { Session } from '../session.ts';
import { datedName, downloadFile } from '../shell/download.ts';
import { Page } from '../shell/page.tsx';
import { KIND_WORDS } from './log-words.ts';
import { Timeline } from './timeline.tsx';
import { useLog } from './use-log.ts';

const ALL = 'all';
const FIRST_LINES = 6;
const MORE_LINES = 25;

export function ActivityPage({ session }: { session: Session }) {
  const [log, problem] = useLog(session);
  const [kind, setKind] = useState<AuditKind | typeof ALL>(ALL);
  const [lines, setLines] = useState(FIRST_LINES);
  const newestFirst = useMemo(() => [...(log ?? [])].reverse(), [log]);
  const kinds = useMemo(() => [...new Set((log ?? []).map((entry) => entry.kind))], [log]);
  const files = fileNames(session.contents.value.batches);
  const found = kind === ALL ? newestFirst : newestFirst.filter((entry) => entry.kind === kind);
  const save = () =>
    downloadFile(
      datedName('activity', Date.now(), 'json'),
      [`${JSON.stringify(log, null, 2)}\n`],
      'application/json',
    );
  return (
    <Page title="Activity" lead="What sites and you did with your data.">
      {problem === null ? null : (
        <Notice kind="error" happened={problem.happened} safe={problem.safe} todo={problem.todo} />
      )}
      <LogState session={session} log={log} />
      <SilentSites session={session} />
      <Card heading="What happened">
        {log !== null && log.length === 0 ? (
          <EmptyState icon="activity" happened="Nothing has happened yet." />
        ) : (
          <div class="stack">
            {kinds.length < 2 ? null : (
              <SelectField
                label="Show"
                value={kind}
                onChange={setKind}
                options={[
                  { value: ALL, label: 'Everything' },
                  ...kinds.map((each) => ({ value: each, label: KIND_WORDS[each] })),
                ]}
              />
            )}
            <Timeline entries={found.slice(0, lines)} files={files} />
            <ButtonRow>
              {found.length <= lines ? null : (
                <Button onPress={() => setLines(lines + MORE_LINES)}>Show older</Button>
              )}
              {log === null ? null : <Button onPress={save}>Download the log</Button>}
            </ButtonRow>
          </div>
        )}
      </Card>
    </Page>
  );
}

function fileNames(batches: readonly Batch[]): ReadonlyMap<string, string> {
  return new Map(batches.flatMap(({ id, cause }) => (cause.kind === 'import' ? [[id, cause.fileName]] : [])));
}

function LogState({ session, log }: { session: Session; log: readonly AuditEntry[] | null }) {
  const [check, setCheck] = useState<LogCheck | null>(null);
  const [at, setAt] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = () => {
    session.safe
      .verifyLog()
      .then((answer) => {
        setCheck(answer);
        setAt(Date.now());
      })
      .catch((error: unknown) => setProblem(problemOf(error)));
  };
  // Each change of the log is checked
  useEffect(run, [session, log?.length]);
  if (problem !== null) {
    return <Notice kind="error" happened={problem.happened} safe={problem.safe} todo={problem.todo} />;
  }
  if (check !== null && !check.ok) {
    const first = log?.find((entry) => entry.seq === check.at);
    const where = first === undefined ? `at line ${check.at + 1}` : `at ${formatDayTime(first.at)}`;
    return (
      <Notice
        kind="error"
        happened={`The log was changed ${where}.`}
        safe="Your data is separate."
        todo="Lines from there on may be wrong. Save a copy, and think about who can use this device."
      >
        <ButtonRow>
          <Button onPress={run}>Check the log</Button>
        </ButtonRow>
      </Notice>
    );
  }
  return (
    <div class="cluster" role="status">
      {check === null ? (
        <span class="soft">Checking the log ...</span>
      ) : (
        <>
          <Badge kind="done">Log unbroken</Badge>
          <span class="soft small">
            {formatCount(check.entries, 'line', 'lines')}, checked {formatDayTime(at)}. It shows damage and
            changes made without your keys.
          </span>
        </>
      )}
      <Button look="main" onPress={run}>
        Check the log
      </Button>
    </div>
  );
}

function SilentSites({ session }: { session: Session }) {
  const now = Date.now();
  const silent = session.contents.value.grants.flatMap((grant) => {
    const since = silentSince(grant, now);
    return since === null ? [] : [{ origin: grant.origin, since }];
  });
  if (silent.length === 0) return null;
  const sites = new Set(silent.map(({ origin }) => origin)).size;
  return (
    <Notice
      kind="info"
      happened={`${formatCount(sites, 'site has', 'sites have')} not checked in since ${formatDay(Math.min(...silent.map(({ since }) => since)))}.`}
      safe="What they read since then is not in this list yet."
    />
  );
}
