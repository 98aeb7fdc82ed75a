/** The iframe element: where it stands, what it may do, how it is shown. It tells nothing of its own state. */

// allow-same-origin is safe here because the safe is another registrable domain than the app: the frame keeps
// its keys in its own partition, and without the token it would have no storage at all.
const SANDBOX =
  'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-storage-access-by-user-activation';

const HIDDEN = 'position:fixed;width:0;height:0;border:0;visibility:hidden;bottom:0;right:0';

export function makeFrame(safe: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.title = 'HumanFS';
  frame.setAttribute('sandbox', SANDBOX);
  frame.setAttribute('allow', 'storage-access *');
  hideFrame(frame);
  frame.src = `${safe}/frame/`;
  return frame;
}

// cssText, because setAttribute('style') is refused under a strict style-src.
export function hideFrame(frame: HTMLIFrameElement): void {
  frame.style.cssText = HIDDEN;
  frame.tabIndex = -1;
}

/** At most what the frame's prompt needs, and never more than the page shows. */
export function showFrame(frame: HTMLIFrameElement, width: number, height: number): void {
  frame.style.cssText = `position:fixed;border:0;border-radius:12px;z-index:2147483647;bottom:16px;left:50%;transform:translateX(-50%);width:min(${width}px,calc(100vw - 16px));height:${height}px;box-shadow:0 8px 32px #0004;color-scheme:light dark`;
  frame.removeAttribute('tabindex');
}
