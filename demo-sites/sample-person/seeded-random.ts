/** Random numbers that are the same for the same seed in every browser; no security rests on them. */
export interface Random {
  /** 0 <= x < 1 */
  uniform(): number;
  /** Mean 0, standard deviation 1, never beyond 6. */
  normal(): number;
  chance(probability: number): boolean;
  /** A whole number, 0 <= x < below. */
  whole(below: number): number;
}

const STEP = 0x9e3779b9;

function scramble(n: number): number {
  let bits = n | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Each purpose draws from a stream of its own, so that a new food does not move everybody's sleep. */
export function seededRandom(seed: number, purpose: string): Random {
  let state = scramble(seed);
  for (const letter of purpose) state = scramble(state ^ (letter.codePointAt(0) ?? 0));

  const uniform = (): number => {
    state = (state + STEP) | 0;
    return scramble(state) / 2 ** 32;
  };
  return {
    uniform,
    // Twelve uniforms need only additions, which every engine rounds alike; log and cos differ in the last bit.
    normal: () => Array.from({ length: 12 }, uniform).reduce((sum, x) => sum + x, -6),
    chance: (probability) => uniform() < probability,
    whole: (below) => Math.floor(uniform() * below),
  };
}
