/**
 * How a frame finds out that the browser does not keep it apart. The safe's own pages leave a mark in first-party
 * storage; a frame that sees it shares that storage with its embedder's site, and refuses (SAME_SITE). The mark
 * says only that a page of this origin was opened here.
 */
const MARK = 'humanfs.first-party';

export function markFirstParty(): void {
  try {
    localStorage.setItem(MARK, '1');
  } catch {
    // Storage is switched off: then there is no safe here either.
  }
}

/** Throws where the browser blocks storage in frames altogether. */
export function seesFirstPartyMark(): boolean {
  return localStorage.getItem(MARK) !== null;
}
