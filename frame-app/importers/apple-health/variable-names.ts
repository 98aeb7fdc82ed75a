/** What a person calls a HealthKit type, and which kind of thing it is. */
export interface VariableName {
  readonly name: string;
  readonly category: string;
}

/** Names that do not follow from the identifier. */
const NAMES: Readonly<Record<string, string>> = {
  VO2Max: 'VO2 Max',
  BodyMass: 'Body Mass',
  DistanceWalkingRunning: 'Distance Walking Running',
  BloodAlcoholContent: 'Blood Alcohol Content',
  HeartRateVariabilitySDNN: 'Heart Rate Variability (SDNN)',
  OxygenSaturation: 'Oxygen Saturation',
  DietaryEnergyConsumed: 'Energy Consumed',
  DietaryFatTotal: 'Total Fat',
  DietaryFatMonounsaturated: 'Monounsaturated Fat',
  DietaryFatPolyunsaturated: 'Polyunsaturated Fat',
  DietaryFatSaturated: 'Saturated Fat',
  AppleSleepingWristTemperature: 'Sleeping Wrist Temperature',
  AppleExerciseTime: 'Exercise Time',
  AppleMoveTime: 'Move Time',
  AppleStandTime: 'Stand Time',
  AppleStandHour: 'Stand Hour',
  AppleWalkingSteadiness: 'Walking Steadiness',
  AppleSleepingBreathingDisturbances: 'Sleeping Breathing Disturbances',
  SleepAnalysis: 'Sleep',
  SleepDurationGoal: 'Sleep Duration Goal',
  InhalerUsage: 'Inhaler Usage',
  InsulinDelivery: 'Insulin Delivery',
};

/** Tried in this order; the first pattern that fits an identifier (its prefix taken off) gives the category. */
const CATEGORIES: readonly (readonly [RegExp, string])[] = [
  [/^Dietary/u, 'Nutrients'],
  [/^NumberOfAlcoholicBeverages$/u, 'Nutrients'],
  [/Sleep/u, 'Sleep'],
  [/^(?:InsulinDelivery|InhalerUsage)$/u, 'Treatments'],
  [/^(?:BodyMass|BodyMassIndex|BodyFatPercentage|LeanBodyMass|Height|WaistCircumference)$/u, 'Physique'],
  [
    /Heart|Blood(?:Pressure|Glucose|Alcohol)|Oxygen|Respiratory|Temperature|PerfusionIndex|VO2|Expiratory|VitalCapacity|Electrodermal/u,
    'Vital Signs',
  ],
  [/AudioExposure|UVExposure|TimeInDaylight|UnderwaterDepth|WaterTemperature/u, 'Environment'],
  [
    /Step|Distance|Energy|Exercise|Stand|Move|Flights|Swimming|Cycling|Running|Walking|Stroke|Effort|Push|Speed|Stair|Workout/u,
    'Physical Activity',
  ],
  [/Mindful|StateOfMind/u, 'Emotions'],
  [
    /Ache|Pain|Cramps|Bloating|Chills|Congestion|Constipation|Cough|Diarrhea|Dizziness|Fainting|Fatigue|Fever|Headache|Heartburn|HotFlashes|Nausea|Vomiting|Wheezing|SoreThroat|Acne|DrySkin|HairLoss|MoodChanges|NightSweats|RunnyNose|Sinus|LossOf|MemoryLapse|Palpitation|ShortnessOfBreath|Skipped|Appetite|Incontinence|Chest/u,
    'Symptoms',
  ],
];

const PREFIX = /^HK(?:Quantity|Category)TypeIdentifier|^HKDataType(?:Identifier)?|^HKWorkoutActivityType/u;

/** `SixMinuteWalkTestDistance` as `Six Minute Walk Test Distance`. */
export function spacedName(identifier: string): string {
  return identifier
    .replace(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/gu, '$1 $2')
    .replace(/_/gu, ' ')
    .trim();
}

/** The name and category of a HealthKit type such as `HKQuantityTypeIdentifierStepCount`. */
export function variableOf(type: string): VariableName {
  const bare = type.replace(PREFIX, '');
  const known = Object.hasOwn(NAMES, bare) ? NAMES[bare] : undefined;
  return {
    name: known ?? spacedName(bare.replace(/^Dietary(?=[A-Z])/u, '')),
    category: CATEGORIES.find(([pattern]) => pattern.test(bare))?.[1] ?? 'Miscellaneous',
  };
}

/** `Running`, `Traditional Strength Training` from a `workoutActivityType`. */
export function activityOf(workoutActivityType: string): string {
  return spacedName(workoutActivityType.replace(PREFIX, '')) || 'Unknown';
}
