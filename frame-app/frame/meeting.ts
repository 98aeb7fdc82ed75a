/** The frame's side of a meeting; meeting-messages.ts tells the whole of it. */
import {
  CONSENT_PATH,
  claimSchema,
  type FromFrame,
  type FromWindow,
  fromWindowSchema,
  type Outcome,
} from '../vault/partition/meeting-messages.ts';
import type { FrameSession } from './frame-session.ts';
import type { Pending } from './pending-requests.ts';

/** How often to look whether the window is gone; its `bye` is lost when it crashes. */
const LOOK = 500;

/** Whether a message's source is a consent window of this origin: top-level, and at the one path where they live. */
function isConsentWindow(source: MessageEventSource | null): source is Window {
  try {
    const view = source as Window;
    return (
      view.top === view && view.location.origin === location.origin && view.location.pathname === CONSENT_PATH
    );
  } catch {
    return false;
  }
}

export function handleClaim(event: MessageEvent, session: FrameSession): void {
  const port = event.ports[0];
  const claim = claimSchema.safeParse(event.data);
  if (event.origin !== location.origin || port === undefined || !claim.success) return;
  if (!isConsentWindow(event.source)) return;
  const say = (message: FromFrame): void => port.postMessage(message);
  if (session.pending.wasAnswered(claim.data.ticket)) {
    say({ kind: 'not-needed' });
    return;
  }
  const pending = session.pending.find(claim.data.ticket);
  // No answer where the ticket is not known: the request may still be on its way, and the window asks again.
  if (pending?.ticket.move('claimed')) void new Meeting(session, pending, port, event.source).begin();
}

class Meeting {
  readonly #session: FrameSession;
  readonly #pending: Pending;
  readonly #port: MessagePort;
  readonly #window: Window;
  #looking: ReturnType<typeof setInterval> | undefined;
  #queue: Promise<void> = Promise.resolve();

  constructor(session: FrameSession, pending: Pending, port: MessagePort, view: Window) {
    this.#session = session;
    this.#pending = pending;
    this.#port = port;
    this.#window = view;
  }

  async begin(): Promise<void> {
    this.#session.prompt.hide();
    addEventListener('pagehide', this.#leave);
    this.#looking = setInterval(() => {
      if (this.#window.closed) this.#dismiss();
    }, LOOK);
    void this.#pending.ended.then((ending) => {
      if (!ending.ok && ending.code === 'ABORTED') this.#say({ kind: 'withdrawn' });
      this.#finish();
    });
    this.#port.addEventListener('message', (event) => {
      const message = fromWindowSchema.safeParse(event.data);
      // One after another: an outcome must not overtake the renewals it relies on.
      if (message.success)
        this.#queue = this.#queue.then(() => this.#take(message.data)).catch(() => this.#fail());
    });
    this.#port.start();
    const { partition, origin, app } = this.#session;
    try {
      const [grants, outbox, knownStopped, released] = await Promise.all([
        partition.grants(),
        partition.outbox(),
        partition.endedHere('revoked'),
        partition.endedHere('released'),
      ]);
      const held = grants.map(({ id, reads, lastReadAt }) => ({ id, reads, lastReadAt }));
      this.#say({
        kind: 'claimed',
        origin,
        app,
        request: this.#pending.request,
        held,
        knownStopped,
        released,
        outbox,
      });
    } catch {
      this.#fail();
    }
  }

  async #take(message: FromWindow): Promise<void> {
    const { partition } = this.#session;
    switch (message.kind) {
      case 'shown':
        this.#pending.ticket.move('shown');
        return;
      case 'here?':
        if (!this.#pending.ticket.over) this.#say({ kind: 'here' });
        return;
      case 'bye':
        return this.#dismiss();
      case 'renewals':
        await partition.delivered(message.delivered);
        for (const { id, why } of message.ended) await partition.drop([id], why);
        await partition.hold(message.holdings);
        await this.#session.tellGrants();
        this.#say({ kind: 'renewed' });
        return;
      case 'outcome':
        return this.#conclude(message.outcome);
    }
  }

  async #conclude(outcome: Outcome): Promise<void> {
    const { ticket } = this.#pending;
    if (!ticket.move('decided')) return;
    if (outcome.is === 'failed') {
      this.#pending.end({ ok: false, code: outcome.code });
    } else {
      await this.#store(outcome);
      ticket.move('delivered');
      this.#pending.end({ ok: true, outcome });
    }
    this.#say({ kind: 'stored' });
    await this.#session.tellGrants();
  }

  async #store(outcome: Outcome): Promise<void> {
    const { partition } = this.#session;
    if (outcome.is === 'read' && outcome.grant !== null)
      await partition.hold([{ grant: outcome.grant, series: outcome.series }]);
    if (outcome.is === 'written' && outcome.grant !== null)
      await partition.hold([{ grant: outcome.grant, series: null }]);
    if (outcome.is === 'connected') await partition.hold(outcome.holdings);
  }

  #say(message: FromFrame): void {
    this.#port.postMessage(message);
  }

  #dismiss(): void {
    this.#pending.end({ ok: false, code: 'CONSENT_DISMISSED' });
  }

  #fail(): void {
    this.#pending.end({ ok: false, code: 'INTERNAL' });
  }

  readonly #leave = (): void => this.#say({ kind: 'bye' });

  #finish(): void {
    clearInterval(this.#looking);
    removeEventListener('pagehide', this.#leave);
  }
}
