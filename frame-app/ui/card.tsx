import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface CardProps {
  /** A level-2 heading that names the card; without it the card is a plain box. */
  readonly heading?: string;
  /** Beside the heading: a badge or a quiet button. */
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
  readonly testId?: string;
}

/** One matter on a page, with its heading. */
export function Card({ heading, aside, children, testId }: CardProps) {
  const id = useId();
  if (heading === undefined) {
    return (
      <div class="card" data-testid={testId}>
        {children}
      </div>
    );
  }
  return (
    <section class="card" aria-labelledby={id} data-testid={testId}>
      <div class="card-heading">
        <h2 id={id}>{heading}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** Names and what they stand for, in two columns. */
export function Facts({
  items,
}: {
  items: readonly { readonly name: string; readonly value: ComponentChildren }[];
}) {
  return (
    <dl class="facts">
      {items.map(({ name, value }) => [<dt key={`${name}-name`}>{name}</dt>, <dd key={name}>{value}</dd>])}
    </dl>
  );
}

/** A short state in a pill; its text alone must tell the state. */
export function Badge({
  kind = 'plain',
  children,
}: {
  kind?: 'plain' | 'done' | 'warning' | 'error';
  children: ComponentChildren;
}) {
  return <span class={`badge badge-${kind}`}>{children}</span>;
}

/** A part that opens on a press. */
export function Fold({
  summary,
  children,
  open = false,
}: {
  summary: string;
  children: ComponentChildren;
  open?: boolean;
}) {
  return (
    <details class="fold" open={open}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
