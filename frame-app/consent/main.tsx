/**
 * The consent window. It holds no question of its own: it finds the frame that asks, opens the safe, and shows the
 * person what that frame says, with the address that the browser vouched for there.
 */
import { render } from 'preact';
import { allowOnlyOwnScriptUrls } from '../hosting/trusted-script-urls.ts';
import '../ui/theme.css';
import '../ui/controls.css';
import '../ui/messages-and-tables.css';
import './consent.css';
import { markFirstParty } from '../vault/partition/first-party-marker.ts';
import { windowStorageArea } from '../vault/storage/storage-area.ts';
import { ConsentView } from './consent-view.tsx';
import { makeConsentRun } from './stage.ts';

const place = document.getElementById('consent');
// The ticket leaves the address bar, and with it the history, before anything else happens.
const ticket = location.hash.slice(1);
history.replaceState(null, '', location.pathname);

if (place !== null) {
  if (window.top !== window) place.textContent = 'This page does not work inside another page.';
  else open(place);
}

function open(place: HTMLElement): void {
  allowOnlyOwnScriptUrls();
  markFirstParty();
  const run = makeConsentRun(windowStorageArea(), window);
  render(<ConsentView run={run} close={() => window.close()} />, place);
  void run.begin(ticket);
  // A page that the browser kept aside may ask something that is long decided.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}
