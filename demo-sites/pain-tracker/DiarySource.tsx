import { useRef, useState } from 'preact/hooks';
import { PERSON, SOURCE } from '../sample-person/formula.ts';
import { type Diary, sampleDiary, sayLoaded } from './diary.ts';
import { diaryToCsv, parseDiaryCsv } from './diary-csv.ts';

export interface DiarySourceProps {
  readonly diary: Diary;
  readonly onDiary: (diary: Diary) => void;
}

/** Which diary is on the page, and the three ways to another: the sample, a file, a download. */
export function DiarySource({ diary, onDiary }: DiarySourceProps) {
  const [refused, setRefused] = useState<string | null>(null);
  const chosen = useRef(0);

  const use = (next: Diary): void => {
    setRefused(null);
    onDiary(next);
  };
  const load = async (input: HTMLInputElement): Promise<void> => {
    const file = input.files?.[0];
    if (file === undefined) return;
    // A second file chosen while the first is still being read must win.
    chosen.current += 1;
    const mine = chosen.current;
    const result = parseDiaryCsv(new Uint8Array(await file.arrayBuffer()));
    input.value = '';
    if (mine !== chosen.current) return;
    if (result.ok) use({ entries: result.entries, problems: result.problems, fileName: file.name });
    else setRefused(`${file.name}: ${result.message} Your diary on this page did not change.`);
  };

  return (
    <div class="card">
      <h2>{diary.fileName === null ? `${PERSON}` : 'Your own file'}</h2>
      <p class="soft">
        {diary.fileName === null ? (
          'A half year of evenings, made up by a computer. No real person wrote this.'
        ) : (
          <>
            <span class="file-name">{diary.fileName}</span> is on this page only. It goes nowhere until you
            save it.
          </>
        )}
      </p>
      <div class="row">
        <button type="button" onClick={() => use(sampleDiary())}>
          Use sample diary
        </button>
        <label class="file-button">
          Load my own CSV
          <input
            class="hidden"
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            data-testid="csv"
            onChange={(event) => void load(event.currentTarget)}
          />
        </label>
        <button type="button" onClick={() => download(diary)}>
          Download as CSV
        </button>
      </div>
      <div role="status">
        {refused === null && diary.fileName !== null && (
          <p class="note" data-testid="loaded">
            {sayLoaded(diary)}
          </p>
        )}
        {refused !== null && (
          <p class="note note-error" data-testid="csv-error">
            {refused}
          </p>
        )}
      </div>
    </div>
  );
}

function download({ entries, fileName }: Diary): void {
  const text = diaryToCsv(entries, fileName === null ? SOURCE : fileName);
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName === null ? 'sample-pain-diary.csv' : 'pain-diary.csv';
  link.click();
  // The browser has taken the address by now, but not every browser has opened it yet.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
