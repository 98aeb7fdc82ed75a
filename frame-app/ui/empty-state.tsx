import type { ComponentChildren } from 'preact';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

export interface EmptyStateProps {
  readonly icon: IconName;
  /** What is not here yet, as a whole sentence. */
  readonly happened: string;
  readonly children?: ComponentChildren;
}

/** Stands where a list would be, and leads to the first step. */
export function EmptyState({ icon, happened, children }: EmptyStateProps) {
  return (
    <div class="empty">
      <Icon name={icon} size="large" />
      <p class="lead">{happened}</p>
      {children}
    </div>
  );
}
