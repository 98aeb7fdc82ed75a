/**
 * The window looks for the frame that holds its ticket: in its opener (the frame itself opened it) and in the
 * opener's frames (the app's page did). The message goes to this origin alone, so a window of anybody else never
 * sees it. The request may reach the frame after this window has, so it asks again until it is answered.
 */
import { FRAME_SEARCH } from '../../protocol/limits.ts';
import { type Claimed, fromFrameSchema } from '../vault/partition/meeting-messages.ts';

const ASK_EVERY = 150;
const MOST_FRAMES = 64;

export type Found =
  | { readonly is: 'claimed'; readonly claimed: Claimed; readonly port: MessagePort }
  | { readonly is: 'not-needed' }
  | { readonly is: 'not-found' };

export function findFrame(ticket: string, opener: Window | null): Promise<Found> {
  if (opener === null) return Promise.resolve({ is: 'not-found' });
  return new Promise((resolve) => {
    const ports = new Set<MessagePort>();
    const settle = (found: Found): void => {
      clearInterval(asking);
      clearTimeout(giveUp);
      for (const port of ports) if (found.is !== 'claimed' || port !== found.port) port.close();
      resolve(found);
    };
    const ask = (view: Window): void => {
      const { port1, port2 } = new MessageChannel();
      ports.add(port1);
      port1.onmessage = (event) => {
        const message = fromFrameSchema.safeParse(event.data);
        if (!message.success) return;
        if (message.data.kind === 'claimed') settle({ is: 'claimed', claimed: message.data, port: port1 });
        else if (message.data.kind === 'not-needed') settle({ is: 'not-needed' });
      };
      view.postMessage({ humanfs: 'claim', ticket }, location.origin, [port2]);
    };
    const askAll = (): void => {
      for (const view of candidates(opener)) ask(view);
    };
    const asking = setInterval(askAll, ASK_EVERY);
    const giveUp = setTimeout(() => settle({ is: 'not-found' }), FRAME_SEARCH);
    askAll();
  });
}

/** One level, and no more windows than a page can reasonably have. A window of another origin cannot be read. */
function candidates(opener: Window): Window[] {
  const found: Window[] = [];
  const views = [
    opener,
    ...Array.from({ length: Math.min(MOST_FRAMES, opener.length) }, (_, i) => opener[i]),
  ];
  for (const view of views) {
    try {
      if (view?.location.origin === location.origin) found.push(view);
    } catch {
      // Another origin's window.
    }
  }
  return found;
}
