/**
 * Who may import whom (ARCHITECTURE.md, "Rooms"). Tests and what they stand on may look into other rooms, but
 * nothing that ships may look at them.
 */
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { cycleIn, importGraph } from './import-graph.ts';

/** Room -> rooms it may import from, beside itself. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  'host-sdk': ['protocol'],
  'frame-app/hosting': [],
  'frame-app/vault': ['protocol'],
  'frame-app/importers': ['protocol'],
  'frame-app/analysis': ['protocol'],
  'frame-app/replicas': ['protocol', 'frame-app/vault'],
  'frame-app/keyguards': ['protocol', 'frame-app/vault'],
  'frame-app/ui': ['protocol'],
  ...Object.fromEntries(
    ['frame-app/frame', 'frame-app/consent', 'frame-app/safe'].map((room) => [
      room,
      ['vault', 'importers', 'analysis', 'replicas', 'keyguards', 'ui', 'hosting']
        .map((name) => `frame-app/${name}`)
        .concat('protocol'),
    ]),
  ),
  // What an app's developer would copy: it knows the script tag and nothing else.
  'demo-sites': [],
};

/** Packages that ship, and the rooms that may have them. Everything else is for tools and tests. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'zod/mini': ['protocol', 'frame-app'],
  penpal: ['host-sdk', 'frame-app/frame'],
  'idb-keyval': ['frame-app/vault'],
  preact: ['frame-app/consent', 'frame-app/safe', 'frame-app/ui', 'demo-sites'],
  'preact/hooks': ['frame-app/consent', 'frame-app/safe', 'frame-app/ui', 'demo-sites'],
  '@preact/signals': ['frame-app/consent', 'frame-app/safe', 'frame-app/ui', 'demo-sites'],
  uplot: ['frame-app/ui'],
};

const ENTRIES =
  /^(frame-app\/(frame|consent|safe)\/main\.tsx?|host-sdk\/script-tag\.ts|demo-sites\/[^/]+\/main\.tsx?)$/;
const TOOLS = /^(e2e|bench|scripts)\/|^[^/]+$/;

const isTest = (path: string) =>
  /\.(built-)?(page-)?test\.tsx?$/.test(path) || path.includes('/testing/') || path.includes('/fixtures/');
/** Files by the demo sites that only their build or their tests run. */
const isTool = (path: string) => TOOLS.test(path) || /^demo-sites\/.*\bwrite-[\w-]+\.ts$/.test(path);
const roomOf = (path: string) => Object.keys(ROOMS).find((room) => path.startsWith(`${room}/`));
const inside = (path: string, rooms: readonly string[]) => rooms.some((room) => path.startsWith(`${room}/`));

const graph = importGraph(resolve(import.meta.dirname, '..'));
const shipped = graph.filter(({ from }) => !isTest(from) && !isTool(from));
const files = shipped.filter(({ isPackage }) => !isPackage);

test('the graph is not empty', () => {
  assert.ok(files.length > 50, `${files.length} imports found`);
});

test('every file that ships lies in a room', () => {
  const outside = shipped.filter(({ from }) => roomOf(from) === undefined).map(({ from }) => from);
  assert.deepEqual([...new Set(outside)], []);
});

test('a room imports only from the rooms below it', () => {
  const wrong = files.filter(({ from, to }) => {
    const room = roomOf(from) ?? '';
    return !inside(to, [room, ...(ROOMS[room] ?? [])]);
  });
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} -> ${to}`),
    [],
  );
});

test('nothing imports an entry', () => {
  const wrong = graph.filter(({ to, isPackage }) => !isPackage && ENTRIES.test(to));
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} -> ${to}`),
    [],
  );
});

test('nothing that ships imports a test or a tool', () => {
  const wrong = files.filter(({ to }) => isTest(to) || isTool(to));
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} -> ${to}`),
    [],
  );
});

test('a package is used only in the rooms that carry its weight', () => {
  const wrong = shipped.filter(({ from, to, isPackage }) => isPackage && !inside(from, PACKAGES[to] ?? []));
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} -> ${to}`),
    [],
  );
});

test('no two rooms need each other', () => {
  const edges = files.map(({ from, to }) => [roomOf(from) ?? from, roomOf(to) ?? to] as const);
  assert.equal(cycleIn(edges.filter(([from, to]) => from !== to)), null);
});

test('a circle is found, however long, and a tree is none', () => {
  const pairs = (text: string) => text.split(' ').map((pair) => [pair[0] ?? '', pair[1] ?? ''] as const);
  assert.deepEqual(cycleIn(pairs('ab bc cd da xa')), ['a', 'b', 'c', 'd', 'a']);
  assert.equal(cycleIn(pairs('ab ac bd cd')), null);
});
