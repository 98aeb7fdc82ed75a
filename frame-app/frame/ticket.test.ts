import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { MeetingRequest } from '../vault/partition/meeting-messages.ts';
import { PendingRequests } from './pending-requests.ts';
import { Ticket, type TicketState } from './ticket.ts';

const ORDER: readonly TicketState[] = ['made', 'claimed', 'shown', 'decided', 'delivered', 'dead'];

class Claim implements fc.Command<{ state: TicketState; seen: TicketState[] }, Ticket> {
  readonly to: TicketState;
  constructor(to: TicketState) {
    this.to = to;
  }
  check(): boolean {
    return true;
  }
  run(model: { state: TicketState; seen: TicketState[] }, real: Ticket): void {
    const before = real.state;
    const moved = real.move(this.to);
    assert.equal(real.state, moved ? this.to : before);
    if (moved) {
      assert.ok(!model.seen.includes(this.to), `${this.to} entered twice`);
      assert.ok(this.to === 'dead' || ORDER.indexOf(this.to) > ORDER.indexOf(model.state), 'only forward');
      assert.ok(!['delivered', 'dead'].includes(model.state), 'nothing after the end');
      if (this.to === 'delivered') assert.equal(model.state, 'decided', 'nothing is delivered undecided');
      if (this.to === 'decided') assert.notEqual(model.state, 'made', 'nothing is decided unclaimed');
      model.state = this.to;
      model.seen.push(this.to);
    }
  }
  toString(): string {
    return this.to;
  }
}

describe('a ticket (threat 9)', () => {
  it('enters each state once, in order, whatever is tried', () => {
    const commands = ORDER.map((to) => fc.constant(new Claim(to)));
    fc.assert(
      fc.property(fc.commands(commands, { maxCommands: 30 }), (tried) => {
        fc.modelRun(
          () => ({
            model: { state: 'made' as TicketState, seen: ['made' as TicketState] },
            real: new Ticket(),
          }),
          tried,
        );
      }),
      { numRuns: 500 },
    );
  });
});

const request = {
  verb: 'connect',
  params: { scopes: [], purpose: null, interaction: 'auto', ticket: null, window: 'opened' },
} satisfies MeetingRequest;

describe('pending requests', () => {
  it('end once, and a used ticket is never taken again', async () => {
    const pending = new PendingRequests();
    const first = pending.add('t', request);
    assert.ok(first);
    assert.equal(pending.add('t', request), undefined, 'a second request under the ticket of the first');
    first.end({ ok: false, code: 'CONSENT_DENIED' });
    first.end({ ok: false, code: 'ABORTED' });
    assert.deepEqual(await first.ended, { ok: false, code: 'CONSENT_DENIED' });
    assert.equal(pending.find('t'), undefined);
    assert.equal(pending.wasAnswered('t'), true);
    assert.equal(pending.add('t', request), undefined, 'replayed');
  });

  it('are bounded', () => {
    const pending = new PendingRequests();
    const added = Array.from({ length: 65 }, (_, i) => pending.add(`t${i}`, request));
    assert.equal(added.filter((one) => one !== undefined).length, 64);
    for (const one of added) one?.end({ ok: false, code: 'ABORTED' });
  });
});
