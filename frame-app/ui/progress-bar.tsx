import { useEffect, useId, useRef } from 'preact/hooks';

export interface ProgressBarProps {
  /** What is going on: the bar's accessible name. */
  readonly label: string;
  /** 0 to 1; null while the end is not known. */
  readonly part: number | null;
  /** "12 of 40 MB, 3,000 entries": shown under the bar. */
  readonly detail?: string;
}

/** How far something has come. */
export function ProgressBar({ label, part, detail }: ProgressBarProps) {
  const id = useId();
  const fill = useRef<HTMLDivElement>(null);
  const percent = part === null ? null : Math.round(Math.min(1, Math.max(0, part)) * 100);
  useEffect(() => {
    // Through the object model: a style attribute would need a looser content policy.
    if (fill.current !== null) fill.current.style.inlineSize = percent === null ? '100%' : `${percent}%`;
  }, [percent]);
  return (
    <div class="progress">
      <span id={id}>{label}</span>
      <div
        class="progress-track"
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
      >
        <div class="progress-fill" ref={fill} />
      </div>
      {detail === undefined ? null : <span class="soft small figures">{detail}</span>}
    </div>
  );
}
