/** The working keys of an open safe. The root itself is gone once they are derived. */
import { type Bytes, toBase64Url, utf8 } from '../bytes.ts';
import type { RecordKey } from '../model.ts';
import { deriveInboxPair, deriveRecordsKey, deriveVaultKey, type InboxPair } from './derive.ts';

export interface SafeKeys {
  readonly vault: CryptoKey;
  readonly inbox: InboxPair;
  /** A record key for a purpose and a name: always the same for one safe, random to everyone else. */
  recordKeyFor(purpose: string, name: string): Promise<RecordKey>;
}

/** Wipes `root`. */
export async function deriveKeys(root: Bytes): Promise<SafeKeys> {
  try {
    const [vault, inbox, records] = await Promise.all([
      deriveVaultKey(root),
      deriveInboxPair(root),
      deriveRecordsKey(root),
    ]);
    return {
      vault,
      inbox,
      recordKeyFor: async (purpose, name) => {
        const mac = await crypto.subtle.sign('HMAC', records, utf8(`${purpose}\n${name}`));
        return toBase64Url(new Uint8Array(mac, 0, 16)) as RecordKey;
      },
    };
  } finally {
    root.fill(0);
  }
}
