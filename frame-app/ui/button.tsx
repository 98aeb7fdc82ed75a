import type { ComponentChildren } from 'preact';

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onPress?: (event: MouseEvent) => void;
  /** `main`: the one next step of a page. `plain`: every other button. `quiet`: text only. `danger`: removes something. */
  readonly look?: 'main' | 'plain' | 'quiet' | 'danger';
  readonly type?: 'button' | 'submit';
  /** Stays in the tab order and says why it is off through `describedBy`; presses do nothing. */
  readonly off?: boolean;
  readonly id?: string;
  /** Id of the text that explains the button; the accessible name stays the label alone. */
  readonly describedBy?: string;
  readonly testId?: string;
}

/** A button at least 44 px high. `off` keeps it focusable, so that a person can find out why it does nothing. */
export function Button(props: ButtonProps) {
  const press = (event: MouseEvent) => {
    if (props.off === true) event.preventDefault();
    else props.onPress?.(event);
  };
  return (
    <button
      type={props.type ?? 'button'}
      class={`button button-${props.look ?? 'plain'}`}
      onClick={press}
      aria-disabled={props.off === true ? 'true' : undefined}
      id={props.id}
      aria-describedby={props.describedBy}
      data-testid={props.testId}
    >
      {props.children}
    </button>
  );
}

export interface ButtonLinkProps {
  readonly href: string;
  readonly children: ComponentChildren;
  readonly look?: 'main' | 'plain' | 'quiet';
}

/** A link that leads to another page and looks like a button. */
export function ButtonLink({ href, children, look = 'plain' }: ButtonLinkProps) {
  return (
    <a class={`button button-${look}`} href={href}>
      {children}
    </a>
  );
}

/** Buttons side by side. `equal`: same width, as Deny and Allow must be; give both the same look. */
export function ButtonRow({ children, equal = false }: { children: ComponentChildren; equal?: boolean }) {
  return <div class={equal ? 'button-row-equal' : 'button-row'}>{children}</div>;
}
