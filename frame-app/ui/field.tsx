import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Labelled {
  readonly label: string;
  readonly hint?: ComponentChildren;
  /** Said under the field and tied to it; also marks it invalid. */
  readonly error?: string | undefined;
}

export interface FieldProps extends Labelled {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly type?: 'text' | 'search';
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly autocomplete?: string;
  readonly testId?: string;
}

/** A labelled text field. */
export function Field(props: FieldProps) {
  const id = useId();
  const input = {
    class: 'field-input',
    id,
    value: props.value,
    ...(props.maxLength === undefined ? {} : { maxLength: props.maxLength }),
    placeholder: props.placeholder,
    autocomplete: props.autocomplete ?? 'off',
    'data-testid': props.testId,
    'aria-describedby': describers(id, props),
    'aria-invalid': props.error === undefined ? undefined : ('true' as const),
    onInput: (event: { readonly currentTarget: HTMLInputElement }) =>
      props.onInput(event.currentTarget.value),
  };
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      <Hint id={id} hint={props.hint} />
      {/* Two elements, because the types allow other attributes for each kind. */}
      {props.type === 'search' ? <input type="search" {...input} /> : <input type="text" {...input} />}
      <Fault id={id} error={props.error} />
    </div>
  );
}

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export interface SelectFieldProps<Value extends string> extends Labelled {
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly onChange: (value: Value) => void;
}

/** A labelled native list of choices; the answer is always one of `options`. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const id = useId();
  const choose = (text: string) => {
    const option = props.options.find((candidate) => candidate.value === text);
    if (option !== undefined) props.onChange(option.value);
  };
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      <Hint id={id} hint={props.hint} />
      <select
        class="field-input"
        id={id}
        value={props.value}
        aria-describedby={describers(id, props)}
        aria-invalid={props.error === undefined ? undefined : 'true'}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Fault id={id} error={props.error} />
    </div>
  );
}

function describers(id: string, { hint, error }: Labelled): string | undefined {
  const ids = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`];
  return ids.filter((each) => each !== '').join(' ') || undefined;
}

function Hint({ id, hint }: { id: string; hint: ComponentChildren | undefined }) {
  return hint === undefined ? null : (
    <span class="field-hint" id={`${id}-hint`}>
      {hint}
    </span>
  );
}

function Fault({ id, error }: { id: string; error: string | undefined }) {
  return error === undefined ? null : (
    <span class="field-error" id={`${id}-error`}>
      {error}
    </span>
  );
}
