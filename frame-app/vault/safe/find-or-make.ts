/** The variable and the stream that rows belong to, made when they are the first. */
import { canonicalName, displayName, isShowableName } from '../../../protocol/names.ts';
import { toBase64Url } from '../bytes.ts';
import { sealRecord } from '../cipher.ts';
import { sameScale } from '../cut/units.ts';
import { VaultError } from '../errors.ts';
import { newRecordKey, newStreamId, newVariableId } from '../ids.ts';
import type { HeldGrant, StoredStream } from '../manifest/manifest.ts';
import { type Source, type Stream, UNBOUND_UNIT, type Variable, type VariableKey } from '../model.ts';
import { createStream } from '../stream/stream.ts';
import type { Act } from './act.ts';
import type { VariableDraft } from './safe.ts';

/** Throws `bad-variable`. */
export function keyOfName(name: string): VariableKey {
  if (!isShowableName(name)) throw new VaultError('bad-variable', 'This cannot be a name.');
  return canonicalName(name) as VariableKey;
}

export function findOrMakeVariable(act: Act, draft: VariableDraft): Variable {
  const key = keyOfName(draft.name);
  const { scale, unit } = draft;
  const known = act.manifest.variables.find(
    (variable) => variable.key === key && variable.unit === unit && sameScale(variable.scale, scale),
  );
  if (known !== undefined) return known;
  if (!/^[\x21-\x7e]{1,32}$/.test(unit)) throw new VaultError('bad-variable', 'This is no UCUM unit.');
  if (
    scale !== null &&
    !(Number.isFinite(scale.min) && Number.isFinite(scale.max) && scale.min < scale.max)
  ) {
    throw new VaultError('bad-variable', 'A scale runs from a lower to a higher number.');
  }
  const made: Variable = {
    id: newVariableId(),
    key,
    name: displayName(draft.name),
    unit,
    scale,
    category: draft.category,
  };
  act.manifest = {
    ...act.manifest,
    variables: [...act.manifest.variables, made],
    grants: act.manifest.grants.map((held) => bound(held, made)),
  };
  return made;
}

/** A grant that waited for the first entries of this name takes their unit. */
function bound(held: HeldGrant, { key, unit, scale }: Variable): HeldGrant {
  const { grant } = held;
  const { terms } = grant;
  if (terms.access !== 'read' || terms.key !== key || terms.unit !== UNBOUND_UNIT) return held;
  return { ...held, grant: { ...grant, terms: { ...terms, unit, scale } } };
}

export async function findOrMakeStream(
  act: Act,
  variable: Variable,
  source: Source,
  identity: Stream['identity'],
): Promise<StoredStream> {
  const known = act.manifest.streams.find(
    (stream) => stream.variable === variable.id && sameSource(stream.source, source),
  );
  if (known !== undefined) return known;
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const id = newStreamId();
  const made: StoredStream = {
    id,
    variable: variable.id,
    source,
    identity,
    createdAt: act.now,
    index: newRecordKey(),
    key: toBase64Url(await sealRecord(act.core.keys.vault, ['stream-key', id], raw)),
  };
  raw.fill(0);
  act.manifest = { ...act.manifest, streams: [...act.manifest.streams, made] };
  act.add(await createStream(await act.core.handle(made)));
  act.outdated.add(variable.key);
  return made;
}

function sameSource(a: Source, b: Source): boolean {
  if (a.kind === 'import') {
    return b.kind === 'import' && a.format === b.format && a.label === b.label && a.entered === b.entered;
  }
  return a.kind === 'app' ? b.kind === 'app' && a.origin === b.origin : b.kind === 'person';
}
