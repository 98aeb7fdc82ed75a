import type { Series } from '../humanfs-types.ts';
import type { Variable } from './read-from-safe.ts';
import { factsOf } from './shared-series.ts';

/** What the person really gave this site: how much, of which days, until when, and how fresh it is. */
export function WhatYouShared({
  variable,
  series,
}: {
  readonly variable: Variable;
  readonly series: Series;
}) {
  return (
    <section class="shared" aria-label={`What you shared of ${variable}`} data-variable={variable}>
      <h2>What you shared: {variable}</h2>
      <dl class="facts">
        {factsOf(series).map(({ id, label, words, value }) => (
          <div key={id}>
            <dt>{label}</dt>
            <dd data-testid={id} data-value={value}>
              {words}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
