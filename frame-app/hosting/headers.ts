/**
 * Response headers of the safe origin, one source for `npm start`, `npm run dev` and the `_headers` file.
 * The reasons, header by header, are measured in three engines: a consent window with any opener policy loses
 * its opener; a frame without COEP and CORP does not load in an app that asks for COEP.
 */
import {
  framePolicy,
  inertPolicy,
  type Policy,
  pagePolicy,
  policyText,
  workerPolicy,
} from './content-policy.ts';
import type { PathKind } from './path-kinds.ts';

export type HeaderList = Readonly<Record<string, string>>;

const policies: Readonly<Record<PathKind, Policy>> = {
  safe: pagePolicy,
  consent: pagePolicy,
  frame: framePolicy,
  script: inertPolicy,
  worker: workerPolicy,
  asset: inertPolicy,
  'not-found': inertPolicy,
};

/** Refused everywhere. Only names every engine of the last years knows: unknown ones warn in the console. */
const refusedFeatures = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'screen-wake-lock',
  'usb',
  'xr-spatial-tracking',
];

const passkeys = ['publickey-credentials-create', 'publickey-credentials-get'];

const allowedFeatures: Readonly<Record<PathKind, readonly string[]>> = {
  safe: passkeys,
  consent: passkeys,
  frame: ['storage-access'],
  script: [],
  worker: [],
  asset: [],
  'not-found': [],
};

function permissions(kind: PathKind): string {
  const allowed = allowedFeatures[kind];
  const sometimes = [...passkeys, 'storage-access'];
  return [
    ...refusedFeatures.map((feature) => `${feature}=()`),
    ...sometimes.map((feature) => `${feature}=${allowed.includes(feature) ? '(self)' : '()'}`),
  ].join(', ');
}

const embeddable: HeaderList = {
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};
/** Modules are fetched in CORS mode; with `*` an app may also pin the script with `integrity`. */
const readable: HeaderList = { 'Access-Control-Allow-Origin': '*' };
const sameOriginOnly: HeaderList = { 'Cross-Origin-Resource-Policy': 'same-origin' };
const alone: HeaderList = { ...sameOriginOnly, 'Cross-Origin-Opener-Policy': 'same-origin' };

const crossOrigin: Readonly<Record<PathKind, HeaderList>> = {
  safe: alone,
  // No opener policy at all: every value that exists cuts this window off from the frame that waits for it.
  consent: sameOriginOnly,
  frame: embeddable,
  script: { ...embeddable, ...readable },
  worker: { ...embeddable, ...readable },
  asset: { ...embeddable, ...readable },
  'not-found': alone,
};

const FOR_EVER = 'public, max-age=31536000, immutable';

const caching: Readonly<Record<PathKind, string>> = {
  safe: 'no-cache',
  consent: 'no-cache',
  frame: 'no-cache',
  script: 'no-cache',
  worker: FOR_EVER,
  asset: FOR_EVER,
  'not-found': 'no-cache',
};

/** Every header that a response of this kind carries, beside what describes its body. */
export function headersFor(kind: PathKind): HeaderList {
  return {
    'Content-Security-Policy': policyText(policies[kind]),
    ...crossOrigin[kind],
    'Origin-Agent-Cluster': '?1',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': permissions(kind),
    'Cache-Control': caching[kind],
  };
}
