/** `npm run size`: builds, prints the four bundles file by file, and fails when one is over its budget. */
import { resolve } from 'node:path';
import { build } from './build.ts';
import { bundleSizes, sizesText } from './bundle-sizes.ts';

const root = resolve(import.meta.dirname, '..');
if (!(await build(root))) process.exit(1);
const sizes = bundleSizes(root);
console.log(sizesText(sizes, true));
process.exit(sizes.some(({ bytes, budget }) => bytes > budget) ? 1 : 0);
