/** The peers: penpal as its manual shows it, comlink over the window, and a MessagePort with nothing on it. */
import { windowEndpoint, wrap } from 'comlink';
import { connect, WindowMessenger } from 'penpal';

type Peer = { ping(): null };

export interface Pinger {
  ping(): Promise<unknown>;
  end(): void;
}

function peerFrame(peer: string, page: 'penpal-frame' | 'port-frame'): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.src = `${peer}/${page}/?host=${encodeURIComponent(location.origin)}`;
  frame.title = 'peer';
  document.body.append(frame);
  return frame;
}

function windowOf(frame: HTMLIFrameElement): Window {
  const { contentWindow } = frame;
  if (contentWindow === null) throw new Error('The frame has no window.');
  return contentWindow;
}

async function loadedPeer(peer: string): Promise<HTMLIFrameElement> {
  const frame = peerFrame(peer, 'port-frame');
  await new Promise((done) => frame.addEventListener('load', done, { once: true }));
  return frame;
}

/** From an empty page to a peer that answers. */
export async function penpal(peer: string): Promise<Pinger> {
  const frame = peerFrame(peer, 'penpal-frame');
  const messenger = new WindowMessenger({ remoteWindow: windowOf(frame), allowedOrigins: [peer] });
  const connection = connect<Peer>({ messenger });
  const remote = await connection.promise;
  return {
    ping: () => remote.ping(),
    end() {
      connection.destroy();
      frame.remove();
    },
  };
}

export async function comlink(peer: string): Promise<Pinger> {
  const frame = await loadedPeer(peer);
  const { port1, port2 } = new MessageChannel();
  const ready = new Promise((done) => {
    port1.onmessage = done;
  });
  windowOf(frame).postMessage('bench:comlink', peer, [port2]);
  await ready;
  const remote = wrap<Peer>(windowEndpoint(windowOf(frame), globalThis, peer));
  return { ping: () => remote.ping(), end: () => frame.remove() };
}

export async function rawPort(peer: string): Promise<Pinger> {
  const frame = await loadedPeer(peer);
  const { port1, port2 } = new MessageChannel();
  windowOf(frame).postMessage('bench:port', peer, [port2]);
  return {
    ping: () =>
      new Promise((done) => {
        port1.onmessage = done;
        port1.postMessage(null);
      }),
    end() {
      port1.close();
      frame.remove();
    },
  };
}
