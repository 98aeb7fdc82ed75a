/** Completes the built safe with what a static host needs: its headers and its page for unknown addresses. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { headersFile } from '../frame-app/hosting/headers-file.ts';

const root = resolve(import.meta.dirname, '..');
const site = resolve(root, 'dist/safe');
writeFileSync(resolve(site, '_headers'), headersFile());
copyFileSync(resolve(root, 'frame-app/hosting/404.html'), resolve(site, '404.html'));
