import { useState } from 'preact/hooks';
import { DemoStrip } from '../look/DemoStrip.tsx';
import { ErrorNote } from '../look/ErrorNote.tsx';
import { NO_SAFE } from '../look/error-words.ts';
import { siteAddress, siteHost } from '../look/neighbours.ts';
import { SafetyFooter } from '../look/SafetyFooter.tsx';
import { localDay } from '../sample-person/calendar-day.ts';
import { makeSam } from '../sample-person/sam.ts';
import { FoodDiary } from './FoodDiary.tsx';
import { openSafe } from './read-from-safe.ts';
import { useSafe } from './use-safe.ts';

const PRIVACY = 'This demo site keeps nothing. What you share is on this page until you close it.';

export function DietPage({ safeLoaded }: { readonly safeLoaded: boolean }) {
  const { sharings, read } = useSafe(safeLoaded);
  const [food] = useState(sampleFood);
  const shared = Object.values(sharings).some(({ series }) => series !== null);
  return (
    <>
      <DemoStrip current={2} madeUp />
      <header class="site-head">
        <svg class="logo" viewBox="0 0 48 48" aria-hidden="true">
          <rect width="48" height="48" rx="13" />
          <circle cx="18" cy="29" r="8" />
          <circle cx="31" cy="31" r="6" />
          <path d="M19 19c2-6 8-9 14-8" />
        </svg>
        <p class="site-name">Diet Tracker (demo)</p>
      </header>
      <main>
        <div>
          <p class="address">{location.host}</p>
          <h1>Which food makes it worse?</h1>
          <p class="lead">
            This is a different site from <a href={siteAddress('pain')}>{siteHost('pain')}</a>. It knows what
            Sam Sample (not real) ate, and nothing more.
          </p>
        </div>
        {!safeLoaded && <ErrorNote words={NO_SAFE} />}
        <FoodDiary
          food={food}
          sharings={sharings}
          safeLoaded={safeLoaded}
          onRead={(variable) => void read(variable)}
        />
        <section class="card" aria-labelledby="see-title">
          <h2 id="see-title">You can see who read it</h2>
          <p>Your safe lists each site that can read from it. You can stop a site there with one press.</p>
          <p class="row">
            <button
              type="button"
              class={shared ? 'main-action' : ''}
              data-testid="open-safe"
              disabled={!safeLoaded}
              onClick={openSafe}
            >
              See this in your safe
            </button>
          </p>
        </section>
        <HowSamWasMade />
      </main>
      <SafetyFooter privacy={PRIVACY} />
    </>
  );
}

/** A made-up food is the cause, so that no picture of this page becomes a claim about a real one. */
function HowSamWasMade() {
  return (
    <details>
      <summary>How Sam was made</summary>
      <p class="soft">
        Sam is a formula. Moonberry jam does not exist. In the formula it adds 1.5 to the score of the next
        day. Coffee, bread and dairy add nothing. Coffee follows short nights, and short nights add pain, so
        coffee can look guilty.
      </p>
    </details>
  );
}

function sampleFood() {
  const now = new Date();
  return makeSam({ lastDay: localDay(now.getTime()) - 1, homeOffset: -now.getTimezoneOffset() }).food;
}
