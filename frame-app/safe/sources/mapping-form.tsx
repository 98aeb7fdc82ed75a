import { useId, useState } from 'preact/hooks';
import type { TableMapping } from '../../importers/csv/mapping.ts';
import type { TableInspection } from '../../importers/import-plan.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Fold } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Table } from '../../ui/table.tsx';
import { ColumnPicker } from './column-picker.tsx';
import { LongLayout } from './long-layout.tsx';
import {
  asksDateOrder,
  asksNumbers,
  columnName,
  firstMapping,
  isAnswered,
  type OpenAnswers,
  openAnswers,
} from './mapping-answers.ts';
import { DateOrderQuestion, NumbersQuestion, ZoneQuestion } from './mapping-questions.tsx';
import { ValueColumns } from './value-columns.tsx';

export interface MappingFormProps {
  readonly inspection: TableInspection;
  readonly onDone: (mapping: TableMapping) => void;
  readonly onCancel: () => void;
}

const SHOWN_ROWS = 4;

/** Asks what the columns of a table are: what was guessed stands there, what cannot be known is open. */
export function MappingForm({ inspection, onDone, onCancel }: MappingFormProps) {
  const [mapping, setMapping] = useState(() => firstMapping(inspection));
  const [tried, setTried] = useState(false);
  const errorId = useId();
  const open = openAnswers(inspection, mapping);
  const ready = isAnswered(open);
  const told: OpenAnswers = tried ? open : { columns: new Map() };
  const dateExamples = asksDateOrder(inspection, mapping);
  const numberExamples = asksNumbers(inspection);
  const submit = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (ready) onDone(mapping);
  };
  return (
    <form class="stack mapping" onSubmit={submit}>
      <TablePreview inspection={inspection} />
      <ColumnPicker
        label="Which column is the date?"
        columns={inspection.columns}
        value={mapping.start?.date ?? null}
        none={null}
        error={told.date}
        onPick={(date) =>
          setMapping({
            ...mapping,
            start: date === null ? null : { time: null, zone: null, ...mapping.start, date },
          })
        }
      />
      {dateExamples.length === 0 ? null : (
        <DateOrderQuestion
          examples={dateExamples}
          value={mapping.dateOrder}
          error={told.dateOrder}
          onChange={(dateOrder) => setMapping({ ...mapping, dateOrder })}
        />
      )}
      {numberExamples.length === 0 ? null : (
        <NumbersQuestion
          examples={numberExamples}
          value={mapping.numbers}
          error={told.numbers}
          onChange={(numbers) => setMapping({ ...mapping, numbers })}
        />
      )}
      <RadioGroup
        legend="How is the table laid out?"
        value={mapping.values.layout}
        onChange={(layout) => setMapping(withLayout(mapping, inspection, layout))}
        options={[
          { value: 'wide', label: 'Each column is one kind of data', detail: 'Like: Date, Pain, Sleep' },
          { value: 'long', label: 'Each row says what it is', detail: 'Like: Date, Name, Value' },
        ]}
      />
      {mapping.values.layout === 'wide' ? (
        <ValueColumns inspection={inspection} mapping={mapping} open={told} onChange={setMapping} />
      ) : (
        <LongLayout inspection={inspection} mapping={mapping} onChange={setMapping} />
      )}
      <Fold summary="Time, end and notes">
        <div class="stack">
          <ColumnPicker
            label="Is the time of day in its own column?"
            columns={inspection.columns}
            value={mapping.start?.time ?? null}
            none="No"
            onPick={(time) =>
              setMapping(mapping.start === null ? mapping : { ...mapping, start: { ...mapping.start, time } })
            }
          />
          <ColumnPicker
            label="Which column says when it ended?"
            columns={inspection.columns}
            value={mapping.end?.date ?? null}
            none="None"
            onPick={(date) =>
              setMapping({
                ...mapping,
                end: date === null ? null : { time: null, zone: null, ...mapping.end, date },
              })
            }
          />
          <ColumnPicker
            label="Which column holds notes?"
            columns={inspection.columns}
            value={mapping.note}
            none="None"
            onPick={(note) => setMapping({ ...mapping, note })}
          />
          {inspection.timesHaveZone ? null : (
            <ZoneQuestion mapping={mapping} inspection={inspection} onChange={setMapping} />
          )}
        </div>
      </Fold>
      {tried && !ready ? (
        <div id={errorId}>
          <Notice
            kind="error"
            happened="Some answers are missing."
            safe="Nothing was changed."
            todo="Look for the red lines above."
          />
        </div>
      ) : null}
      <ButtonRow>
        <Button look="main" type="submit" {...(tried && !ready ? { describedBy: errorId } : {})}>
          Bring it in
        </Button>
        <Button onPress={onCancel}>Cancel</Button>
      </ButtonRow>
    </form>
  );
}

function TablePreview({ inspection }: { inspection: TableInspection }) {
  const rows = inspection.rows.slice(0, SHOWN_ROWS);
  return (
    <Table
      caption="The first rows of your file"
      rows={rows}
      rowKey={(_, index) => String(index)}
      columns={inspection.columns.map((column) => ({
        header: columnName(column, column.index),
        cell: (row: readonly string[]) => <bdi>{row[column.index] ?? ''}</bdi>,
      }))}
    />
  );
}

function withLayout(
  mapping: TableMapping,
  inspection: TableInspection,
  layout: 'wide' | 'long',
): TableMapping {
  if (mapping.values.layout === layout) return mapping;
  const { guess, columns } = inspection;
  if (guess.values.layout === layout) return { ...mapping, values: guess.values };
  if (layout === 'wide') return { ...mapping, values: { layout, columns: [] } };
  const of = (role: string) => columns.find((column) => column.role === role)?.index;
  const unit = of('unit');
  return {
    ...mapping,
    values: { layout, name: of('name') ?? 0, value: of('value') ?? 0, unit: unit ?? '1', category: 'Other' },
  };
}
