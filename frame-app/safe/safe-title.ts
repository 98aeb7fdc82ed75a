/** "Mom’s safe"; "Your safe" without a name. A name that already says "safe" stays as it is. */
export function safeTitle(name: string | null): string {
  if (name === null || name.trim() === '') return 'Your safe';
  if (/\bsafe$/iu.test(name)) return name;
  return /s$/iu.test(name) ? `${name}’ safe` : `${name}’s safe`;
}
