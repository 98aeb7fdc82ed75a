import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { route } from '../routes.ts';

export interface PageProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly lead?: ComponentChildren;
}

/** A page with its level-1 heading. After a move from another page the heading takes focus, so that it is read. */
export function Page({ title, lead, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} - Your safe`;
    const place = document.activeElement;
    if (moved && (place === null || !heading.current?.closest('main')?.contains(place))) {
      heading.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    moved = true;
  }, [title]);
  return (
    <div class="page stack-wide" data-page={route.value.page}>
      <header class="stack-tight">
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {lead === undefined ? null : <p class="soft prose">{lead}</p>}
      </header>
      {children}
    </div>
  );
}

// The first page after loading leaves focus where the browser put it.
let moved = false;
