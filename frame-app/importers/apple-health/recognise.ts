const ROOT = /<HealthData[\s/>]/u;

/** 1 where the bytes begin an Apple Health export. `export_cda.xml`, which lies beside it, has another root. */
export function recogniseAppleHealth(bytes: Uint8Array): number {
  const text = new TextDecoder().decode(bytes);
  return /^\ufeff?\s*</u.test(text) && ROOT.test(text) ? 1 : 0;
}
