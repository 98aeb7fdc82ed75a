/**
 * The frame inside an app's page must not be able to open the safe: nothing it may import from the vault reaches
 * the code of keys, manifest, log or facade. Types vanish and do not count; a value import does, however far.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const VAULT = dirname(fileURLToPath(import.meta.url));
const ALLOWED = ['storage', 'stream', 'cut', 'wrap', 'partition'];
const ALLOWED_FILES = ['inbox/seal.ts', 'inbox/live-note.ts'];
const FORBIDDEN = ['keys/', 'manifest/', 'audit/', 'safe/', 'inbox/open.ts', 'testing/'];

function sources(folder: string): string[] {
  const at = join(VAULT, folder);
  if (!existsSync(at)) return [];
  return readdirSync(at, { withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && entry.name.endsWith('.ts') && !/\.(page-)?test\.ts$/.test(entry.name),
    )
    .map((entry) => join(at, entry.name));
}

/** What a file imports at run time. */
function imports(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const found: string[] = [];
  for (const match of text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?([^;'"]*?from\s*)?['"](\.[^'"]+)['"]/g,
  )) {
    const [, typeOnly, clause, target] = match;
    const named = clause?.match(/\{([\s\S]*)\}/)?.[1];
    const allTypes = named?.split(',').every((name) => name.trim() === '' || /^type\s/.test(name.trim()));
    if (typeOnly !== undefined || allTypes === true || target === undefined) continue;
    found.push(resolve(dirname(file), target));
  }
  for (const [, target] of text.matchAll(/import\(\s*['"](\.[^'"]+)['"]/g)) {
    if (target !== undefined) found.push(resolve(dirname(file), target));
  }
  return found;
}

function reached(from: readonly string[]): Map<string, string> {
  const via = new Map<string, string>();
  const waiting = [...from];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const next of imports(file)) {
      if (via.has(next)) continue;
      via.set(next, file);
      waiting.push(next);
    }
  }
  return via;
}

test('no code that opens a safe is within reach of the frame', () => {
  const doors = [...ALLOWED.flatMap(sources), ...ALLOWED_FILES.map((file) => join(VAULT, file))];
  assert.ok(doors.length > 20);
  const via = reached(doors);
  assert.ok(via.size > 20);
  for (const [file, importer] of via) {
    const name = relative(VAULT, file);
    const bad = FORBIDDEN.some((part) => name.startsWith(part));
    assert.ok(!bad, `${relative(VAULT, importer)} imports ${name}`);
  }
});

test('the vault knows no window and no screen: it imports itself and the protocol alone', () => {
  const folders = ['.', ...ALLOWED, 'inbox', 'keys', 'manifest', 'audit', 'safe'];
  for (const [file, importer] of reached(folders.flatMap(sources))) {
    const name = relative(dirname(dirname(VAULT)), file);
    assert.match(name, /^(protocol|frame-app\/vault)\//, `${relative(VAULT, importer)} imports ${name}`);
  }
});

test('the check itself sees a value import and skips a type', () => {
  const open = imports(join(VAULT, 'inbox/open.ts')).map((file) => relative(VAULT, file));
  assert.ok(open.includes('cipher.ts') && open.includes('inbox/exchange.ts'));
  assert.ok(!open.includes('keys/derive.ts'), 'imported as a type');
  const safe = reached([join(VAULT, 'safe/open-safe.ts')]);
  assert.ok([...safe.keys()].some((file) => file.endsWith('keys/derive.ts')));
});
