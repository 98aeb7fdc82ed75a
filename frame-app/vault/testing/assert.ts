/** The few assertions that in-page tests need; node:assert does not load in a page. */

export function ok(holds: unknown, what = 'expected to hold'): asserts holds {
  if (!holds) throw new Error(what);
}

export function equal<T>(actual: T, expected: T, what = ''): void {
  if (!same(actual, expected))
    throw new Error(`${what}\n  is       ${show(actual)}\n  expected ${show(expected)}`);
}

/** Answers the error, for a closer look. */
export async function rejects(work: Promise<unknown>, code: string): Promise<Error> {
  let result: unknown;
  try {
    result = await work;
  } catch (error) {
    ok(error instanceof Error, `threw ${String(error)}`);
    const actual = 'code' in error ? error.code : error.name;
    equal(actual, code, error.message);
    return error;
  }
  throw new Error(`expected ${code}, got ${show(result)}`);
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Map && b instanceof Map) return same([...a], [...b]);
  if (a instanceof Set && b instanceof Set) return same([...a], [...b]);
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && same(Reflect.get(a, key), Reflect.get(b, key)));
}

function show(value: unknown): string {
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} ${String(value)}`;
  if (value instanceof Map || value instanceof Set) return show([...value]);
  return JSON.stringify(value) ?? String(value);
}
