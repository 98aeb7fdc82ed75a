/**
 * The frame inside an app's page. It waits for one INIT from its parent, takes the port that comes with it, and
 * answers verbs there. A second INIT is ignored: whoever came first owns this document's conversation.
 */
import { connect, Reply as PenpalReply, PortMessenger } from 'penpal';
import { PROTOCOL_VERSION, type Result, type Verb } from '../../protocol/verbs.ts';
import './frame.css';
import { seesFirstPartyMark } from '../vault/partition/first-party-marker.ts';
import { windowStorageArea } from '../vault/storage/storage-area.ts';
import { answerConnect } from './answer-connect.ts';
import { answerRead } from './answer-read.ts';
import { answerRelease } from './answer-release.ts';
import { answerWrite } from './answer-write.ts';
import { type Embedding, judgeEmbedding, surroundingsOf } from './embedding.ts';
import { FrameSession } from './frame-session.ts';
import { handleClaim } from './meeting.ts';
import { Refusal } from './refusal.ts';
import { answer, type Handlers } from './request-table.ts';
import { buffersOf } from './series-result.ts';

const place = document.body.appendChild(document.createElement('main'));

if (window.top === window) {
  place.textContent = 'This page works inside a health app. Nothing to do here.';
} else {
  addEventListener('message', init);
}

function init(event: MessageEvent): void {
  const port = event.ports[0];
  // Source and data before anything else: a sister frame or a popup is not the app.
  if (event.source !== window.parent || event.data !== 'humanfs:init' || port === undefined) return;
  removeEventListener('message', init);
  const embedding = judgeEmbedding(surroundingsOf(event, seesFirstPartyMark));
  let sendCommand: (message: unknown) => void = () => {};
  const { handlers, over } = embedding.ok
    ? serve(embedding.origin, (command) => sendCommand(command))
    : refuse(embedding);
  const methods = Object.assign(Object.create(null), {
    request: async (message: unknown) => {
      const reply = await answer(message, handlers, over);
      // A read's columns are passed, not copied: they were made for this answer alone.
      return new PenpalReply(reply, {
        transferables: reply.ok && isSeries(reply.result) ? buffersOf(reply.result) : [],
      });
    },
  });
  const connection = connect<{ command(message: unknown): void }>({
    messenger: new PortMessenger({ port }),
    methods,
  });
  connection.promise.then(
    (host) => {
      // Commands are told, not asked: an app that never answers holds nothing up here.
      sendCommand = (message) => void host.command(message).catch(() => {});
    },
    () => {},
  );
  addEventListener('pagehide', () => port.postMessage('bye'));
}

interface Served {
  readonly handlers: Handlers;
  /** Told the ticket of a request that has been answered. */
  readonly over: (ticket: string) => void;
}

function serve(origin: FrameSession['origin'], send: ConstructorParameters<typeof FrameSession>[3]): Served {
  const session = new FrameSession(origin, windowStorageArea(), place, send);
  addEventListener('message', (event) => handleClaim(event, session));
  const handlers: Handlers = {
    hello: async ({ protocols, app }) => {
      if (!protocols.includes(PROTOCOL_VERSION)) throw new Refusal('UNSUPPORTED_PROTOCOL');
      session.app = app;
      return { protocol: PROTOCOL_VERSION, grants: await session.scopes() };
    },
    read: (params) => answerRead(session, params),
    write: (params) => answerWrite(session, params),
    connect: (params) => answerConnect(session, params),
    list: async () => ({ grants: await session.scopes() }),
    release: (params) => answerRelease(session, params),
    ping: async () => ({}),
    cancel: async ({ ticket, reason }) => {
      const pending = session.pending.find(ticket);
      // A claimed request follows its window, which the frame sees better than the app does.
      if (reason === 'aborted') pending?.end({ ok: false, code: 'ABORTED' });
      else if (pending?.ticket.state === 'made') pending.end({ ok: false, code: 'CONSENT_DISMISSED' });
      return {};
    },
  };
  return { handlers, over: (ticket) => session.pending.answered(ticket) };
}

/** A page that may not use the safe gets one answer to everything, and no storage is touched for it. */
function refuse({ code }: Extract<Embedding, { ok: false }>): Served {
  const no = (): Promise<never> => Promise.reject(new Refusal(code));
  const handlers = {
    hello: no,
    read: no,
    write: no,
    connect: no,
    list: no,
    release: no,
    ping: no,
    cancel: no,
  };
  return { handlers, over: () => {} };
}

const isSeries = (result: Result<Verb>): result is Result<'read'> => 'times' in result;
