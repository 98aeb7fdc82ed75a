/** What can go wrong in the vault. One class, so that a caller across rooms can tell by `code`, never by message. */
export type VaultErrorCode =
  /** The browser has no room left; nothing was written. */
  | 'storage-full'
  /** Storage refused: private mode, switched off by the person, or the disk failed. Nothing was written. */
  | 'storage-failed'
  /** Written by a newer version of this program; nothing was read or written. */
  | 'newer-format'
  /** Bytes that do not open with their key, or open to something else than they should. */
  | 'damaged'
  | 'bad-rows'
  /** More measurements begin at one instant than one piece of a stream may hold. */
  | 'too-many-at-once'
  | 'bad-variable'
  | 'no-safe'
  | 'safe-exists'
  | 'locked'
  | 'no-such-variable'
  | 'no-such-batch'
  | 'no-such-grant'
  | 'grant-ended'
  | 'too-late'
  | 'deleted';

export class VaultError extends Error {
  readonly code: VaultErrorCode;

  constructor(code: VaultErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'VaultError';
    this.code = code;
  }
}

export class StorageFull extends VaultError {
  constructor(cause?: unknown) {
    super('storage-full', 'The browser has no room left for the safe; nothing was written.', cause);
    this.name = 'StorageFull';
  }
}

export class NewerFormat extends VaultError {
  constructor(what: string, version: number) {
    super('newer-format', `${what} has format ${version}, written by a newer version; nothing was changed.`);
    this.name = 'NewerFormat';
  }
}

export class Damaged extends VaultError {
  constructor(what: string, cause?: unknown) {
    super('damaged', `${what} cannot be opened: its bytes were changed or its key is another.`, cause);
    this.name = 'Damaged';
  }
}

export function isVaultError(error: unknown, code?: VaultErrorCode): error is VaultError {
  return error instanceof VaultError && (code === undefined || error.code === code);
}
