import { spawn } from 'node:child_process';

export interface RunResult {
  readonly code: number;
  /** Both streams in the order they came. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Also show the output while it comes. */
  readonly show?: boolean;
}

/** Runs a program to its end. Never throws: a program that cannot start has code 127. */
export function run(program: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  return new Promise((done) => {
    let output = '';
    const child = spawn(program, [...args], {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const take = (text: Buffer) => {
      output += text.toString('utf8');
      if (options.show) process.stdout.write(text);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => done({ code: 127, output: `${output}${error.message}\n` }));
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}
