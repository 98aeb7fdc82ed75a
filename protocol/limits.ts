/** Measurements in one write; alone, because the host script needs it and has no room for the others. */
export const WRITE_ROWS = 200_000;

/** Fixed bounds on what one call may carry; docs/limits.md shows the same figures, and a test compares them. */
export const LIMITS = {
  writeRows: WRITE_ROWS,
  /** Notes in one write, and characters in a note. */
  notes: 10_000,
  noteLength: 1_000,
  /** Entries undone in one write. */
  undo: 10_000,
  purposeLength: 200,
  appNameLength: 64,
  contactLength: 200,
  urlLength: 500,
  unitLength: 32,
  categoryLength: 64,
  /** Scopes in one connect. */
  scopes: 10,
  /** Calls that may wait at one frame at a time. */
  pending: 64,
} as const;

/** How long the host waits, ms. A call that waits for the person has no limit but the window's life. */
export const TIMEOUTS = {
  hello: 10_000,
  helloBeforeOpening: 3_000,
  data: 30_000,
  ping: 5_000,
} as const;

/** A ticket dies after this, ms; a window looks for its frame this long. */
export const TICKET_LIFE = 600_000;
export const FRAME_SEARCH = 10_000;

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** How long a snapshot may answer without a meeting: 24 hours, and never more than 7 days. */
export const LEASE = DAY;
export const LONGEST_LEASE = 7 * DAY;
