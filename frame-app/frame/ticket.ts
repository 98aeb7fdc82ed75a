/**
 * A ticket names one pending request and authorises nothing: authority is this document, which holds the request.
 *
 *     made -> claimed -> shown -> decided -> delivered
 *       \________\_________\________\______> dead
 *
 * Each state is entered once. The request is what it was when the window claimed it; whoever comes second with the
 * same ticket gets nothing.
 */
export type TicketState = 'made' | 'claimed' | 'shown' | 'decided' | 'delivered' | 'dead';

const NEXT: Readonly<Record<TicketState, readonly TicketState[]>> = {
  made: ['claimed', 'dead'],
  claimed: ['shown', 'decided', 'dead'],
  shown: ['decided', 'dead'],
  decided: ['delivered', 'dead'],
  delivered: [],
  dead: [],
};

export class Ticket {
  #state: TicketState = 'made';

  get state(): TicketState {
    return this.#state;
  }

  get over(): boolean {
    return this.#state === 'delivered' || this.#state === 'dead';
  }

  /** False, and nothing changes, where that step does not follow. */
  move(to: TicketState): boolean {
    if (!NEXT[this.#state].includes(to)) return false;
    this.#state = to;
    return true;
  }
}
