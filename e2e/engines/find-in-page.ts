/**
 * Finds elements the way a person with a screen reader names them. Runs inside the page, so it stands alone: no
 * import, nothing from around it. It covers the roles and names that this project's pages use, not all of ARIA.
 */

export interface PagePattern {
  readonly source: string;
  /** null: the whole text, spaces collapsed. */
  readonly flags: string | null;
}
export interface PageTarget {
  readonly css?: string;
  readonly role?: string;
  readonly name?: PagePattern;
  readonly text?: PagePattern;
  readonly within?: PageTarget;
}

/** @returns matching elements; hidden ones only where `hidden` is asked for, as for file fields behind a label */
export function findInPage(target: PageTarget, hidden: boolean): Element[] {
  const IMPLICIT: Record<string, string> = {
    'a[href], area[href]': 'link',
    'button, summary, input[type=button], input[type=submit], input[type=reset]': 'button',
    'h1, h2, h3, h4, h5, h6': 'heading',
    'input[type=checkbox]': 'checkbox',
    'input[type=radio]': 'radio',
    'input[type=range]': 'slider',
    'input[type=number]': 'spinbutton',
    'input[type=search]': 'searchbox',
    'input:not([type]), input[type=text], input[type=email], input[type=url], input[type=tel], textarea':
      'textbox',
    'select:not([multiple])': 'combobox',
    option: 'option',
    nav: 'navigation',
    main: 'main',
    header: 'banner',
    article: 'article',
    section: 'region',
    dialog: 'dialog',
    'ul, ol': 'list',
    li: 'listitem',
    table: 'table',
    tr: 'row',
    td: 'cell',
    th: 'columnheader',
    fieldset: 'group',
    progress: 'progressbar',
    output: 'status',
    img: 'img',
  };
  const tidy = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
  const isShown = (element: Element) =>
    element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';

  const roleOf = (element: Element): string | null => {
    const said = element.getAttribute('role');
    if (said) return said.trim().split(/\s+/)[0] ?? null;
    for (const [selector, role] of Object.entries(IMPLICIT)) if (element.matches(selector)) return role;
    return null;
  };

  const readable = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (!(node instanceof Element)) return '';
    if (node.getAttribute('aria-hidden') === 'true' || node.matches('script, style, template')) return '';
    const label = node.getAttribute('aria-label') ?? (node instanceof HTMLImageElement ? node.alt : null);
    if (label) return ` ${label} `;
    const inside = [...(node.shadowRoot ?? node).childNodes].map(readable).join('');
    return getComputedStyle(node).display.startsWith('inline') ? inside : ` ${inside} `;
  };

  const labelled = (element: Element): string | null => {
    const ids = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
    const scope = element.getRootNode();
    if (ids.length > 0 && (scope instanceof Document || scope instanceof ShadowRoot)) {
      return ids.map((id) => readable(scope.getElementById(id) ?? new Text())).join(' ');
    }
    const label = element.getAttribute('aria-label');
    if (label) return label;
    if (element instanceof HTMLImageElement) return element.alt;
    if (element instanceof HTMLFieldSetElement) {
      const legend = element.querySelector('legend');
      return legend ? readable(legend) : null;
    }
    if (element instanceof HTMLTableElement) return element.caption ? readable(element.caption) : null;
    const isField =
      element instanceof HTMLInputElement ||
      element instanceof HTMLSelectElement ||
      element instanceof HTMLTextAreaElement;
    if (!isField) return null;
    if (element instanceof HTMLInputElement && /^(button|submit|reset)$/.test(element.type))
      return element.value;
    const labels = [...(element.labels ?? [])].map(readable).join(' ');
    return labels || element.getAttribute('placeholder') || element.title;
  };

  const nameOf = (element: Element) =>
    tidy(labelled(element) ?? (readable(element) || element.getAttribute('title')));

  const fits = (pattern: PagePattern, text: string) =>
    pattern.flags === null
      ? tidy(pattern.source) === text
      : new RegExp(pattern.source, pattern.flags).test(text);

  const everything = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) =>
      element.shadowRoot ? [element, ...everything(element.shadowRoot)] : [element],
    );

  const find = (wanted: PageTarget): Element[] => {
    const scopes: ParentNode[] = wanted.within ? find(wanted.within) : [document];
    const candidates = [...new Set(scopes.flatMap(everything))].filter(
      (element) => hidden || isShown(element),
    );
    const matching = candidates.filter(
      (element) =>
        (wanted.css === undefined || element.matches(wanted.css)) &&
        (wanted.role === undefined || roleOf(element) === wanted.role) &&
        (wanted.name === undefined || fits(wanted.name, nameOf(element))) &&
        (wanted.text === undefined || fits(wanted.text, tidy(readable(element)))),
    );
    // A text is also the text of everything around it: the innermost is meant.
    if (wanted.text === undefined) return matching;
    return matching.filter(
      (element) => !matching.some((other) => other !== element && element.contains(other)),
    );
  };
  return find(target);
}
