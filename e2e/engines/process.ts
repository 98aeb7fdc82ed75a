/** A browser as a child process with a profile folder of its own; both are gone when it is closed. */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface StartedProcess {
  readonly child: ChildProcess;
  /** What it wrote so far, both streams. */
  output(): string;
  /** Waits for it to end by itself, which it was asked to do; it writes its profile down meanwhile. */
  leave(timeout: number): Promise<void>;
  /** Ends it and everything it started. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdio?: StdioOptions;
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    // The whole group: browsers leave children behind when only the first process ends.
    process.kill(-child.pid, name);
  } catch {
    // Already gone.
  }
}

const running = new Set<ChildProcess>();
// A test run that is stopped half way must not leave browsers behind.
process.once('exit', () => {
  for (const child of running) signal(child, 'SIGKILL');
});
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => process.exit(1));

export function startProcess(
  program: string,
  args: readonly string[],
  options: StartOptions = {},
): StartedProcess {
  const child = spawn(program, [...args], {
    stdio: options.stdio ?? ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, ...options.env },
  });
  running.add(child);
  let output = '';
  const ended = new Promise<void>((done) => {
    child.once('exit', () => done());
    child.once('error', (error) => {
      output += error.message;
      done();
    });
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (bytes: Buffer) => {
      output += bytes.toString('utf8');
    });
  }
  return {
    child,
    output: () => output,
    leave: (timeout) => Promise.race([ended, pause(timeout)]),
    async stop() {
      signal(child, 'SIGTERM');
      await Promise.race([ended, pause(4000)]);
      signal(child, 'SIGKILL');
      await ended;
      running.delete(child);
    },
  };
}

export interface Profile {
  readonly folder: string;
  remove(): void;
}

/** @param kept a folder that outlives the browser; without it a fresh one that does not */
export function profileFolder(engine: string, kept?: string): Profile {
  if (kept !== undefined) {
    mkdirSync(kept, { recursive: true });
    return { folder: kept, remove: () => {} };
  }
  const folder = mkdtempSync(join(tmpdir(), `flow-${engine}-`));
  return {
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}
