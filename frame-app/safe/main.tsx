import { effect } from '@preact/signals';
import { render } from 'preact';
import { allowOnlyOwnScriptUrls } from '../hosting/trusted-script-urls.ts';
import '../ui/theme.css';
import '../ui/controls.css';
import '../ui/messages-and-tables.css';
import '../ui/chart/chart.css';
import { markFirstParty } from '../vault/partition/first-party-marker.ts';
import { windowStorageArea } from '../vault/storage/storage-area.ts';
import { App } from './app.tsx';
import { FramedSentence } from './first-use/closed-doors.tsx';
import { isFramed } from './framed.ts';
import { followAddress } from './routes.ts';
import './safe.css';
import './safe-pages.css';
import type { Session } from './session.ts';
import { askOnceDataIsIn } from './settings/keep-storage.ts';
import { type ImportDesk, makeImportDesk } from './sources/import-desk.ts';
import { browserParts, makeStart } from './stage.ts';

const place = document.getElementById('safe');
if (place !== null) {
  if (isFramed(window)) {
    // Nothing of the safe is touched: whoever framed this page sees one sentence.
    render(<FramedSentence />, place);
  } else {
    allowOnlyOwnScriptUrls();
    openWindow(place);
  }
}

function openWindow(place: HTMLElement): void {
  followAddress(window);
  const area = windowStorageArea();
  const start = makeStart(browserParts(area));
  const desks = new WeakMap<Session, ImportDesk>();
  const deskOf = (session: Session) => {
    const known = desks.get(session);
    if (known !== undefined) return known;
    const desk = makeImportDesk(session);
    desks.set(session, desk);
    return desk;
  };
  render(<App start={start} deskOf={deskOf} />, place);
  markFirstParty();
  effect(() => {
    const stage = start.stage.value;
    return stage.kind === 'open' ? askOnceDataIsIn(stage.session, navigator.storage) : undefined;
  });
  void start.begin();
  // A page that comes back from the browser's back-forward store may show what has changed since.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}
