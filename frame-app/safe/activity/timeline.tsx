import { formatDaysAgo, formatTime } from '../../ui/format-date.ts';
import { SiteName } from '../../ui/site-name.tsx';
import type { AuditEntry } from '../../vault/audit/entry.ts';
import { KIND_WORDS, logLine } from './log-words.ts';

export interface TimelineProps {
  readonly entries: readonly AuditEntry[];
  /** Names of the files brought in, by batch id. */
  readonly files: ReadonlyMap<string, string>;
}

/** Lines of the log under their day, as given. */
export function Timeline({ entries, files }: TimelineProps) {
  const now = Date.now();
  const days: { readonly day: string; readonly entries: AuditEntry[] }[] = [];
  for (const entry of entries) {
    const day = formatDaysAgo(entry.at, now);
    const last = days[days.length - 1];
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return (
    <div class="timeline stack">
      {days.map(({ day, entries: lines }) => (
        <section key={`${day}-${lines[0]?.seq ?? 0}`}>
          <h3 class="soft">{day.charAt(0).toUpperCase() + day.slice(1)}</h3>
          <ul class="rows">
            {lines.map((entry) => (
              <li key={entry.seq} class="log-line" data-kind={entry.kind}>
                <time class="soft small figures" dateTime={new Date(entry.at).toISOString()}>
                  {formatTime(entry.at)}
                </time>
                <LineWords entry={entry} files={files} />
                <span class="badge">{KIND_WORDS[entry.kind]}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function LineWords({ entry, files }: { entry: AuditEntry; files: TimelineProps['files'] }) {
  const { site, words } = logLine(entry, files);
  return (
    <div>
      {site === null ? null : (
        <div class="small">
          <SiteName origin={site} />
        </div>
      )}
      <p>{words}</p>
    </div>
  );
}
