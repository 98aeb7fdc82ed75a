import type { Scale } from '../../../protocol/series.ts';
import { spacedName, type VariableName, variableOf } from './variable-names.ts';

/** What one category value says: which variable it belongs to, and its number. */
export interface CategoryMeaning extends VariableName {
  readonly unit: string;
  readonly scale?: Scale;
  /** `minutes`: the value is how long the record lasts. */
  readonly value: number | 'minutes';
}

const SEVERITY: Scale = { min: 0, max: 3, worse: 'high' };
const SEVERITIES: Readonly<Record<string, number>> = { NotPresent: 0, Mild: 1, Moderate: 2, Severe: 3 };
const YES_NO: Readonly<Record<string, number>> = { Present: 1, NotPresent: 0, Stood: 1, Idle: 0 };
const FLOWS: Readonly<Record<string, number>> = { None: 0, Light: 1, Medium: 2, Heavy: 3 };

const PREFIX = /^HKCategoryValue/u;
/** Old phones write `Asleep` for what is now `AsleepUnspecified`: one variable. */
const STAGES: Readonly<Record<string, string>> = {
  InBed: 'In Bed',
  Awake: 'Awake',
  Asleep: 'Asleep',
  AsleepUnspecified: 'Asleep',
  AsleepCore: 'Core',
  AsleepDeep: 'Deep',
  AsleepREM: 'REM',
};
/** Types whose only content is how long they lasted. */
const LASTING = /^HKCategoryTypeIdentifier(?:MindfulSession|ToothbrushingEvent|HandwashingEvent)$/u;

/**
 * The meaning of a category value (FORMAT.md lists them). Only values that have an order become numbers of one
 * variable; every other value is a variable of its own, counted 1, because a mean of arbitrary codes means
 * nothing. `text`: empty where the record has no value.
 */
export function categoryMeaning(type: string, text: string): CategoryMeaning | undefined {
  const variable = variableOf(type);
  const value = text.replace(PREFIX, '');
  if (type === 'HKCategoryTypeIdentifierSleepAnalysis') return sleepMeaning(variable, value);
  if (LASTING.test(type)) return { ...variable, unit: 'min', value: 'minutes' };
  if (value === '') return undefined;
  if (value === 'NotApplicable') return { ...variable, unit: '{count}', value: 1 };

  const severity = own(SEVERITIES, value.replace(/^Severity/u, ''));
  if (value.startsWith('Severity') && severity !== undefined) {
    return { ...variable, unit: '{score}', scale: SEVERITY, value: severity };
  }
  const yesNo = own(YES_NO, value.replace(/^(?:Presence|AppleStandHour)/u, ''));
  if (yesNo !== undefined) return { ...variable, unit: '{count}', value: yesNo };
  const flow = own(FLOWS, value.replace(/^(?:MenstrualFlow|VaginalBleeding)/u, ''));
  if (flow !== undefined) return { ...variable, unit: '{score}', value: flow };

  const bare = type.replace(/^HKCategoryTypeIdentifier/u, '');
  // `OvulationTestResultNegative` of OvulationTestResult: the type's name is not said twice.
  const rest = value.startsWith(bare) ? value.slice(bare.length) : value;
  return {
    ...variable,
    name: `${variable.name}: ${spacedName(rest) || spacedName(value)}`,
    unit: '{count}',
    value: 1,
  };
}

function sleepMeaning(variable: VariableName, value: string): CategoryMeaning | undefined {
  const stage = value.replace(/^SleepAnalysis/u, '');
  const name = Object.hasOwn(STAGES, stage) ? STAGES[stage] : undefined;
  return name === undefined
    ? undefined
    : { ...variable, name: `Sleep: ${name}`, unit: 'min', value: 'minutes' };
}

function own(table: Readonly<Record<string, number>>, key: string): number | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
