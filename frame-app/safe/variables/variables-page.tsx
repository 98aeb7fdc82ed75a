import { useMemo, useState } from 'preact/hooks';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field, SelectField } from '../../ui/field.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { Notice } from '../../ui/notice.tsx';
import { hrefOf } from '../routes.ts';
import type { Session } from '../session.ts';
import { Page } from '../shell/page.tsx';
import { categoriesOf, isListed, matches } from './held.ts';
import { VariableDetail } from './variable-detail.tsx';
import { VariableRows } from './variable-rows.tsx';

const ALL = 'all';

export function VariablesPage({ session, chosen }: { session: Session; chosen: string | null }) {
  const contents = session.contents.value;
  const variables = useMemo(() => contents.variables.filter(isListed), [contents]);
  const [search, setSearch] = useState('');
  const [category, setCategory] = useState(ALL);
  const categories = useMemo(() => categoriesOf(variables), [variables]);
  const held = chosen === null ? undefined : variables.find(({ variable }) => variable.id === chosen);
  if (variables.length === 0) return <NothingYet />;
  const found = variables.filter(
    (each) => matches(each, search) && (category === ALL || each.variable.category === category),
  );
  return (
    <div class="variables" data-open={held === undefined ? 'list' : 'one'}>
      <div class="variables-list">
        <Page title="Variables" lead={formatCount(variables.length, 'kind of data', 'kinds of data')}>
          <div class="stack">
            {chosen !== null && held === undefined ? (
              <Notice
                kind="info"
                happened="That one is not in this safe."
                todo="Pick another from the list."
              />
            ) : null}
            <div class="variables-tools">
              <Field label="Search" type="search" value={search} onInput={setSearch} maxLength={64} />
              {categories.length < 2 ? null : (
                <SelectField
                  label="Category"
                  value={category}
                  onChange={setCategory}
                  options={[
                    { value: ALL, label: 'All' },
                    ...categories.map((name) => ({ value: name, label: name })),
                  ]}
                />
              )}
            </div>
            <p class="only-spoken" role="status">
              {search === '' ? '' : formatCount(found.length, 'found', 'found')}
            </p>
            {found.length === 0 ? (
              <p class="soft">Nothing has this name. Try a shorter word.</p>
            ) : (
              <div class="card card-rows">
                <VariableRows session={session} held={found} chosen={chosen} />
              </div>
            )}
          </div>
        </Page>
      </div>
      {held === undefined ? (
        <div class="variables-hint soft">
          <p>Pick one to see its chart.</p>
        </div>
      ) : (
        <VariableDetail key={held.variable.id} session={session} held={held} />
      )}
    </div>
  );
}

function NothingYet() {
  return (
    <Page title="Variables">
      <EmptyState icon="variables" happened="Nothing here yet.">
        <p class="soft">
          Steps, sleep, pain: each kind of data gets its own line here once you bring some in.
        </p>
        <ButtonLink href={hrefOf('sources')} look="main">
          Bring in data
        </ButtonLink>
      </EmptyState>
    </Page>
  );
}
