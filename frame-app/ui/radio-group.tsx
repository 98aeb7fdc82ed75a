import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface RadioOption<Value extends string> {
  readonly value: Value;
  /** The option's accessible name, whole. */
  readonly label: string;
  /** Read after the name; never part of it. */
  readonly detail?: ComponentChildren;
}

export interface RadioGroupProps<Value extends string> {
  /** The group's accessible name. */
  readonly legend: string;
  readonly options: readonly RadioOption<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  /** `segments`: short options side by side, for a choice of view. */
  readonly look?: 'list' | 'segments';
}

/** A fieldset of radio buttons. The whole row can be pressed; `detail` describes and never joins the option's name. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const name = useId();
  const segments = props.look === 'segments';
  return (
    <fieldset>
      <legend class={segments ? 'only-spoken' : 'choice-legend'}>{props.legend}</legend>
      <div class={segments ? 'segments' : 'choice-list'}>
        {props.options.map((option) => {
          const id = `${name}-${option.value}`;
          return (
            <label key={option.value} class={segments ? 'segment' : 'choice'} for={id}>
              <input
                type="radio"
                id={id}
                name={name}
                value={option.value}
                checked={option.value === props.value}
                aria-labelledby={`${id}-name`}
                aria-describedby={option.detail === undefined ? undefined : `${id}-detail`}
                onChange={() => props.onChange(option.value)}
              />
              <span class="choice-text">
                <span id={`${id}-name`}>{option.label}</span>
                {option.detail === undefined ? null : (
                  <span class="field-hint" id={`${id}-detail`}>
                    {option.detail}
                  </span>
                )}
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

export interface CheckProps {
  readonly label: string;
  readonly detail?: ComponentChildren;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** One thing that is on or off. */
export function Check({ label, detail, checked, onChange }: CheckProps) {
  const id = useId();
  return (
    <label class="choice" for={id}>
      <input
        type="checkbox"
        id={id}
        checked={checked}
        aria-labelledby={`${id}-name`}
        aria-describedby={detail === undefined ? undefined : `${id}-detail`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span class="choice-text">
        <span id={`${id}-name`}>{label}</span>
        {detail === undefined ? null : (
          <span class="field-hint" id={`${id}-detail`}>
            {detail}
          </span>
        )}
      </span>
    </label>
  );
}
