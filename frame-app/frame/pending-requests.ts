import type { ErrorCode } from '../../protocol/errors.ts';
import { LIMITS, TICKET_LIFE } from '../../protocol/limits.ts';
import type { MeetingRequest, Outcome } from '../vault/partition/meeting-messages.ts';
import { Ticket } from './ticket.ts';

export type Decided = Exclude<Outcome, { is: 'failed' }>;
export type Ending =
  | { readonly ok: true; readonly outcome: Decided }
  | { readonly ok: false; readonly code: ErrorCode };

export interface Pending {
  readonly id: string;
  readonly ticket: Ticket;
  readonly request: MeetingRequest;
  readonly ended: Promise<Ending>;
  /** Only the first ending counts. */
  end(ending: Ending): void;
}

/** How many answered tickets are remembered, so that a window that comes late learns that it is not needed. */
const REMEMBERED = 64;

/** The requests of this document that wait for a person, by ticket. */
export class PendingRequests {
  readonly #waiting = new Map<string, Pending>();
  readonly #answered = new Set<string>();

  /** undefined: too many wait already, or the ticket was used before. */
  add(id: string, request: MeetingRequest): Pending | undefined {
    if (this.#waiting.size >= LIMITS.pending || this.#waiting.has(id) || this.#answered.has(id))
      return undefined;
    const ticket = new Ticket();
    let settle: (ending: Ending) => void = () => {};
    const ended = new Promise<Ending>((resolve) => {
      settle = resolve;
    });
    const life = setTimeout(() => pending.end({ ok: false, code: 'CONSENT_DISMISSED' }), TICKET_LIFE);
    const pending: Pending = {
      id,
      ticket,
      request,
      ended,
      end: (ending) => {
        clearTimeout(life);
        if (!ending.ok) ticket.move('dead');
        this.#waiting.delete(id);
        this.answered(id);
        settle(ending);
      },
    };
    this.#waiting.set(id, pending);
    return pending;
  }

  find(id: string): Pending | undefined {
    return this.#waiting.get(id);
  }

  answered(id: string): void {
    this.#answered.add(id);
    if (this.#answered.size > REMEMBERED)
      for (const oldest of this.#answered) return void this.#answered.delete(oldest);
  }

  wasAnswered(id: string): boolean {
    return this.#answered.has(id);
  }
}
