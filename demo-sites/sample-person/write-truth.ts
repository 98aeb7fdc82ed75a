import { writeFileSync } from 'node:fs';
import { dayFrom } from './calendar-day.ts';
import { makeSam } from './sam.ts';
import { truthOf } from './truth.ts';

/** Run by hand after a change of the formula: node --import tsx demo-sites/sample-person/write-truth.ts */
const truth = truthOf(makeSam({ lastDay: dayFrom(2026, 11, 21) }));
writeFileSync(new URL('truth.json', import.meta.url), `${JSON.stringify(truth, null, 2)}\n`);
console.log(truth.counts, truth.incidents);
