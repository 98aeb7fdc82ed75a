/**
 * The consent window as the app's page sees it: something that was opened, or refused, and later is closed.
 * `open` must be the first thing that happens in the person's click: WebKit refuses a window after any answer
 * from a MessagePort, and every browser allows one window a click.
 */
const SIZE = 'popup,width=480,height=760';
/** How often to look whether the window is gone, and how long the frame then has to speak first, ms. */
const LOOK = 200;
const GRACE = 1_500;

export type Opening =
  | { readonly window: 'not-tried'; readonly ticket: string | null }
  | { readonly window: 'refused'; readonly ticket: string }
  | { readonly window: 'opened'; readonly ticket: string; readonly popup: Window };

export function makeTicket(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (c) =>
    c === '+' ? '-' : c === '/' ? '_' : '',
  );
}

export function openConsentWindow(safe: string): Opening {
  const ticket = makeTicket();
  try {
    const popup = window.open(`${safe}/consent/#${ticket}`, '_blank', SIZE);
    if (popup !== null) return { window: 'opened', ticket, popup };
  } catch {
    // Firefox throws where the page is sandboxed without allow-popups; the frame's button cannot help there either,
    // but it shows the person why.
  }
  return { window: 'refused', ticket };
}

/** Calls back once the window has been closed for a while and nothing else has settled the call. */
export function watchClosed(popup: Window, closed: () => void): () => void {
  let grace: ReturnType<typeof setTimeout> | undefined;
  const looking = setInterval(() => {
    if (!popup.closed) return;
    clearInterval(looking);
    grace = setTimeout(closed, GRACE);
  }, LOOK);
  return () => {
    clearInterval(looking);
    clearTimeout(grace);
  };
}

/** Whether this page's own header cuts it off from windows it opens: asked only after that seems to have happened. */
export async function isSeveredByOwnHeader(): Promise<boolean> {
  try {
    const response = await fetch(location.href, { method: 'HEAD', signal: AbortSignal.timeout(3_000) });
    return /^\s*same-origin\s*(;|$)/.test(response.headers.get('cross-origin-opener-policy') ?? '');
  } catch {
    return false;
  }
}
