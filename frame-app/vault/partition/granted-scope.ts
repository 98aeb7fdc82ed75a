import type { GrantedScope } from '../../../protocol/verbs.ts';
import { type Terms, UNBOUND_UNIT } from '../model.ts';

/** A grant as its app may know it. Ids are random for each grant, so no two apps share one. */
export function scopeOf(grant: {
  readonly id: string;
  readonly terms: Terms;
  readonly until: number | null;
  readonly metAt: number;
  readonly leaseUntil: number | null;
}): GrantedScope {
  const { id, terms, until, metAt, leaseUntil } = grant;
  const reads = terms.access === 'read';
  return {
    id,
    access: terms.access,
    variable: terms.variable,
    unit: terms.unit === UNBOUND_UNIT ? null : terms.unit,
    from: reads ? terms.from : null,
    to: reads ? terms.to : null,
    granularity: reads ? terms.granularity : 'each',
    include: {
      notes: reads && terms.notes,
      offsets: reads && terms.offsets,
      sources: reads && terms.sources,
    },
    includesNew: reads && terms.includesNew,
    until,
    leaseUntil,
    asOf: metAt,
  };
}
