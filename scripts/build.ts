/** The whole build, as `npm run build` does it, from another script. */
import { run } from './run.ts';

/** @returns whether it worked; what it printed is shown only when it did not. */
export async function build(root: string): Promise<boolean> {
  process.stdout.write('Building ... ');
  const result = await run('npm', ['run', '--silent', 'build'], { cwd: root });
  console.log(result.code === 0 ? 'done.' : `failed.\n${result.output}`);
  return result.code === 0;
}
