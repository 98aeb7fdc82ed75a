/** What this document knows while one app uses it; made when the handshake has told who the app is. */
import type { Origin } from '../../protocol/origins.ts';
import type { AppFacts, Command, GrantedScope } from '../../protocol/verbs.ts';
import { scopeOf } from '../vault/partition/granted-scope.ts';
import type { HeldGrant } from '../vault/partition/held-grant.ts';
import { Partition } from '../vault/partition/partition.ts';
import type { StorageArea } from '../vault/storage/storage-area.ts';
import { LiveSafe } from './live-safe.ts';
import { PendingRequests } from './pending-requests.ts';
import { Prompt } from './prompt.ts';
import { ReadCounter } from './read-counter.ts';

export type CommandSender = (command: Command) => void;

export class FrameSession {
  readonly origin: Origin;
  readonly partition: Partition;
  readonly pending = new PendingRequests();
  readonly live = new LiveSafe();
  readonly reads: ReadCounter;
  readonly prompt: Prompt;
  /** What the app says of itself, from hello. */
  app: AppFacts = { name: null, privacyUrl: null, contact: null };
  readonly #send: CommandSender;

  constructor(origin: Origin, area: StorageArea, place: HTMLElement, send: CommandSender) {
    this.origin = origin;
    this.partition = new Partition(area, origin);
    this.reads = new ReadCounter(this.partition);
    this.#send = send;
    this.prompt = new Prompt(
      {
        show: (width, height) => send({ command: 'showFrame', width, height }),
        hide: () => send({ command: 'hideFrame' }),
      },
      place,
    );
  }

  async scopes(): Promise<GrantedScope[]> {
    return (await this.partition.grants()).map(scopeOf);
  }

  async tellGrants(): Promise<void> {
    this.#send({ command: 'event', event: 'grants', grants: await this.scopes() });
  }

  /** A live answer found that this grant was stopped. */
  async forgetStopped(grant: HeldGrant): Promise<void> {
    await this.partition.drop([grant.id], 'revoked', 'live');
    await this.tellGrants();
  }
}
