/** The window's side of a meeting; vault/partition/meeting-messages.ts tells the whole of it. */
import {
  type Claimed,
  type FromFrame,
  type FromWindow,
  fromFrameSchema,
  type Outcome,
} from '../vault/partition/meeting-messages.ts';

/** How long the frame may take to answer, ms: it stores a snapshot of up to a million measurements. */
const ANSWER = 30_000;
const HERE = 2_000;

/** The site's page went away, reloaded, or gave the request up. */
export class SiteGone extends Error {}

export class MeetingWithFrame {
  readonly claimed: Claimed;
  readonly #port: MessagePort;
  readonly #gone: Promise<never>;
  #lose: (why: SiteGone) => void = () => {};
  readonly #waiting = new Map<FromFrame['kind'], () => void>();

  constructor(claimed: Claimed, port: MessagePort, onGone: () => void) {
    this.claimed = claimed;
    this.#port = port;
    this.#gone = new Promise((_, reject) => {
      this.#lose = reject;
    });
    this.#gone.catch(onGone);
    port.onmessage = (event) => {
      const message = fromFrameSchema.safeParse(event.data);
      if (!message.success) return;
      const { kind } = message.data;
      if (kind === 'bye' || kind === 'withdrawn') this.#lose(new SiteGone());
      this.#waiting.get(kind)?.();
      this.#waiting.delete(kind);
    };
    addEventListener('pagehide', () => this.#say({ kind: 'bye' }));
  }

  shown(): void {
    this.#say({ kind: 'shown' });
  }

  async renew(renewals: Omit<Extract<FromWindow, { kind: 'renewals' }>, 'kind'>): Promise<void> {
    await this.#ask({ kind: 'renewals', ...renewals }, 'renewed', ANSWER);
  }

  /** Throws SiteGone where the document that asked is no longer there: then nothing may be granted. */
  async stillHere(): Promise<void> {
    await this.#ask({ kind: 'here?' }, 'here', HERE);
  }

  async conclude(outcome: Outcome): Promise<void> {
    await this.#ask({ kind: 'outcome', outcome }, 'stored', ANSWER);
  }

  #say(message: FromWindow): void {
    this.#port.postMessage(message);
  }

  #ask(message: FromWindow, answer: FromFrame['kind'], most: number): Promise<void> {
    return Promise.race([
      this.#gone,
      new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new SiteGone()), most);
        this.#waiting.set(answer, () => {
          clearTimeout(timer);
          resolve();
        });
        this.#say(message);
      }),
    ]);
  }
}
