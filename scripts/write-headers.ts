/** Completes the built safe with what a static host needs: its headers and its page for unknown addresses. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { headersFile } from '../frame-app/hosting/headers-file.ts';

/** @param site folder of the built safe */
export function writeHostingFiles(root: string, site: string): void {
  writeFileSync(resolve(site, '_headers'), headersFile());
  copyFileSync(resolve(root, 'frame-app/hosting/404.html'), resolve(site, '404.html'));
}
