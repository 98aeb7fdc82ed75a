/** From a point in a frame's viewport to the same point in its window's viewport. */
import * as z from 'zod/mini';
import type { FramePath } from './raw-page.ts';

const cornerSchema = z.object({ x: z.number(), y: z.number() });

/** In the parent's document: content corner of its n-th iframe, brought into view first. */
const corner = (index: number) => `(() => {
  const frame = document.querySelectorAll('iframe, frame')[${index}];
  frame.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const box = frame.getBoundingClientRect();
  const style = getComputedStyle(frame);
  return {
    x: box.x + frame.clientLeft + parseFloat(style.paddingLeft),
    y: box.y + frame.clientTop + parseFloat(style.paddingTop),
  };
})()`;

export async function inWindow(
  evaluate: (path: FramePath, expression: string) => Promise<unknown>,
  path: FramePath,
  x: number,
  y: number,
): Promise<{ x: number; y: number }> {
  const point = { x, y };
  for (const [depth, index] of path.entries()) {
    const offset = cornerSchema.parse(await evaluate(path.slice(0, depth), corner(index)));
    point.x += offset.x;
    point.y += offset.y;
  }
  return point;
}
