/**
 * The demo's sites differ in the first part of their address and share the rest, whatever the port:
 * pain.localhost:4400, diet.localhost:4400.
 */
export function siteHost(name: 'pain' | 'diet'): string {
  return location.host.replace(/^[^.:]+/, name);
}

export function siteAddress(name: 'pain' | 'diet'): string {
  return `${location.protocol}//${siteHost(name)}/`;
}

/** The safe is where its script came from, so the script tag is the only place that names it. */
export function safeAddress(): string | null {
  const tag = document.querySelector<HTMLScriptElement>('script[src$="/humanfs.js"]');
  return tag === null ? null : `${new URL(tag.src).origin}/`;
}
