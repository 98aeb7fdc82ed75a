/**
 * Whether another page holds this window in a frame. Headers forbid it; this is for hosts that ignore them and
 * browsers that have a fault. It reads nothing but two window references.
 */
export function isFramed(view: { readonly top: unknown; readonly self: unknown }): boolean {
  return view.top !== view.self;
}
