import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { formatNumber } from './format-number.ts';

export interface Column<Row> {
  readonly header: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** `end` for numbers. */
  readonly align?: 'start' | 'end';
  /** The column that names its row. */
  readonly names?: boolean;
}

export interface TableProps<Row> {
  readonly caption: string;
  /** Captions are spoken always, shown unless a heading stands right above. */
  readonly captionHidden?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row, index: number) => string;
  readonly id?: string;
}

/** A table that scrolls sideways inside its own box, reachable by keyboard. */
export function Table<Row>({ caption, captionHidden, columns, rows, rowKey, id }: TableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (axe scrollable-region-focusable)
    <section class="table-box" aria-label={caption} tabIndex={0} id={id}>
      <table class="table">
        <caption class={captionHidden === true ? 'only-spoken' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.header} scope="col" class={column.align === 'end' ? 'to-end' : undefined}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)}>
              {columns.map((column) =>
                column.names === true ? (
                  <th key={column.header} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.header} class={column.align === 'end' ? 'to-end' : undefined}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export const PAGE_ROWS = 25;

export interface PagedTableProps<Row> extends Omit<TableProps<Row>, 'rows' | 'rowKey'> {
  /** How many rows there are in all; only the shown ones are asked for. */
  readonly count: number;
  readonly rowAt: (index: number) => Row;
}

/** 25 rows at a time; a million rows cost no more than 25. */
export function PagedTable<Row>({ count, rowAt, ...table }: PagedTableProps<Row>) {
  const [asked, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(count / PAGE_ROWS));
  const page = Math.min(asked, pages - 1);
  const first = page * PAGE_ROWS;
  const last = Math.min(first + PAGE_ROWS, count);
  const rows = Array.from({ length: last - first }, (_, index) => rowAt(first + index));
  return (
    <div>
      <Table {...table} rows={rows} rowKey={(_, index) => String(first + index)} />
      {pages === 1 ? null : (
        <div class="pager">
          <Button off={page === 0} onPress={() => setPage(page - 1)}>
            Previous {PAGE_ROWS}
          </Button>
          <span role="status" class="figures">
            {formatNumber(first + 1)} to {formatNumber(last)} of {formatNumber(count)}
          </span>
          <Button off={page === pages - 1} onPress={() => setPage(page + 1)}>
            Next {PAGE_ROWS}
          </Button>
        </div>
      )}
    </div>
  );
}
