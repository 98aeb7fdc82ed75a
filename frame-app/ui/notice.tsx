import type { ComponentChildren } from 'preact';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

type Kind = 'info' | 'warning' | 'error' | 'done';

export interface NoticeProps {
  readonly kind: Kind;
  /** What happened, in one sentence. */
  readonly happened: string;
  /** What is safe all the same. */
  readonly safe?: string;
  /** What to do now. */
  readonly todo?: string;
  readonly children?: ComponentChildren;
  /** Spoken when it appears: at once for an error, when the reader pauses otherwise. Default: errors only. */
  readonly spoken?: boolean;
  readonly testId?: string;
}

const SPOKEN_KIND: Readonly<Record<Kind, string>> = {
  info: 'Note',
  warning: 'Take care',
  error: 'Problem',
  done: 'Done',
};

/** A message in three parts: what happened, what is safe, what to do. */
export function Notice({ kind, happened, safe, todo, children, spoken, testId }: NoticeProps) {
  const icon: IconName = kind;
  const speak = spoken ?? kind === 'error';
  return (
    <div
      class={`notice notice-${kind}`}
      role={speak ? (kind === 'error' ? 'alert' : 'status') : undefined}
      data-testid={testId}
    >
      <Icon name={icon} />
      <div class="notice-body">
        <p class="notice-title">
          <span class="only-spoken">{SPOKEN_KIND[kind]}: </span>
          {happened}
        </p>
        {safe === undefined ? null : <p>{safe}</p>}
        {todo === undefined ? null : <p>{todo}</p>}
        {children}
      </div>
    </div>
  );
}
