/**
 * The one thing this frame ever draws: a button for when the app's page could not open the window. The click lands
 * here, where the app can neither script it nor see it, and the window opens from it.
 */
import { CONSENT_PATH } from '../vault/partition/meeting-messages.ts';

const WIDTH = 360;
const HEIGHT = 148;
const WINDOW = 'popup,width=480,height=760';

export interface PromptHost {
  show(width: number, height: number): void;
  hide(): void;
}

export class Prompt {
  readonly #host: PromptHost;
  readonly #place: HTMLElement;
  #hide: (() => void) | undefined;

  constructor(host: PromptHost, place: HTMLElement) {
    this.#host = host;
    this.#place = place;
  }

  /** `put` is called when the person puts the prompt away, or when no window can open here at all. */
  show(ticket: string, put: (away: 'CONSENT_DISMISSED' | 'POPUP_BLOCKED') => void): void {
    this.hide();
    const text = document.createElement('p');
    text.textContent = 'This site asks for something from your safe. Your safe opens in its own window.';
    const button = document.createElement('button');
    button.className = 'prompt-main';
    button.textContent = 'Continue in HumanFS';
    const later = document.createElement('button');
    later.className = 'prompt-later';
    later.textContent = 'Not now';
    const open = (): void => {
      if (!opens(ticket)) put('POPUP_BLOCKED');
    };
    button.addEventListener('click', open);
    later.addEventListener('click', () => put('CONSENT_DISMISSED'));
    this.#place.replaceChildren(text, button, later);
    this.#host.show(WIDTH, HEIGHT);
    this.#hide = () => {
      this.#place.replaceChildren();
      this.#host.hide();
    };
  }

  hide(): void {
    this.#hide?.();
    this.#hide = undefined;
  }
}

/** False where even a press opens nothing: a page sandboxed without allow-popups. Firefox throws there. */
function opens(ticket: string): boolean {
  try {
    // `_blank`: a window with a name could be grabbed by the app under that name.
    return window.open(`${CONSENT_PATH}#${ticket}`, '_blank', WINDOW) !== null;
  } catch {
    return false;
  }
}
