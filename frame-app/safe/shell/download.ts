/** Hands a file to the browser's own download. The address of the file is freed once the download has begun. */
export function downloadFile(name: string, parts: readonly BlobPart[], type: string): void {
  // Never a type a browser would open as a page of this site.
  const address = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** "safe-2026-11-22.json". */
export function datedName(stem: string, at: number, ending: string): string {
  return `${stem}-${new Date(at).toISOString().slice(0, 10)}.${ending}`;
}
