import { useState } from 'preact/hooks';
import { DemoStrip } from '../look/DemoStrip.tsx';
import { SafetyFooter } from '../look/SafetyFooter.tsx';
import { DiarySource } from './DiarySource.tsx';
import { type Diary, sampleDiary } from './diary.ts';
import { PainChart } from './PainChart.tsx';
import { SaveCard } from './SaveCard.tsx';

const PRIVACY = 'This demo site keeps nothing. Your diary is on this page until you close it.';

export function PainPage({ safeLoaded }: { readonly safeLoaded: boolean }) {
  const [diary, setDiary] = useState<Diary>(sampleDiary);
  return (
    <>
      <DemoStrip current={1} madeUp={diary.fileName === null} />
      <header class="site-head">
        <svg class="logo" viewBox="0 0 48 48" aria-hidden="true">
          <rect width="48" height="48" rx="13" />
          <path d="M9 31c5 0 5-13 10-13s5 17 10 17 5-22 10-22" />
        </svg>
        <p class="site-name">Pain Tracker (demo)</p>
        <p class="soft">{location.host}</p>
      </header>
      <main>
        <div>
          <h1>A diary of aching joints</h1>
          <p class="lead">One number each evening: 0 is no pain, 10 is the worst.</p>
        </div>
        <div class="desk">
          <section class="card" aria-label="Pain diary">
            <PainChart entries={diary.entries} />
          </section>
          <SaveCard entries={diary.entries} safeLoaded={safeLoaded} />
          <DiarySource diary={diary} onDiary={setDiary} />
        </div>
      </main>
      <SafetyFooter privacy={PRIVACY} />
    </>
  );
}
