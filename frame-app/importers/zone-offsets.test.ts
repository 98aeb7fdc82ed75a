import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { clockTime, dayStart } from './civil-time.ts';
import { ZoneOffsets } from './zone-offsets.ts';

describe('offsets of zones', () => {
  /** The offset by another way: the zone's clock, written out, read back as if it were UTC. */
  function offsetByClock(zone: string, instant: number): number {
    const parts = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }).formatToParts(instant);
    const part = (type: string): number => Number(parts.find((found) => found.type === type)?.value);
    const wall = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    return (wall - instant) / 60_000;
  }

  const zones = fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'UTC',
    'America/St_Johns',
  );
  const instants = fc
    .integer({ min: Date.UTC(1975, 0, 1) / 1000, max: Date.UTC(2037, 0, 1) / 1000 })
    .map((second) => second * 1000);

  it('are those of the zone’s clock', () => {
    const offsets = new ZoneOffsets();
    fc.assert(
      fc.property(zones, instants, (zone, instant) =>
        assert.equal(offsets.at(zone, instant), offsetByClock(zone, instant)),
      ),
      { numRuns: 2000 },
    );
  });

  it('give a wall time back', () => {
    const offsets = new ZoneOffsets();
    fc.assert(
      fc.property(zones, instants, (zone, instant) => {
        const wall = instant + (offsets.at(zone, instant) ?? 0) * 60_000;
        const found = offsets.instantOf(zone, wall);
        assert.ok(found !== undefined);
        // The hour that comes twice is taken the first time; otherwise it is the very instant.
        assert.equal(found + (offsets.at(zone, found) ?? 0) * 60_000, wall);
        assert.ok(found <= instant);
      }),
      { numRuns: 1000 },
    );
    const march = offsets.instantOf('Europe/Berlin', Date.UTC(2024, 2, 31, 2, 30));
    assert.equal(march, Date.UTC(2024, 2, 31, 1, 30), 'a time that is left out');
    const october = offsets.instantOf('Europe/Berlin', Date.UTC(2024, 9, 27, 2, 30));
    assert.equal(october, Date.UTC(2024, 9, 27, 0, 30), 'a time that comes twice');
  });

  it('are not known of what is no zone', () => {
    const offsets = new ZoneOffsets();
    for (const name of ['', 'Mars/Olympus', '__proto__', 'x'.repeat(1000)])
      assert.equal(offsets.at(name, 0), undefined);
    assert.equal(offsets.at('UTC', Number.NaN), undefined);
    assert.equal(offsets.at('UTC', 8.64e15), undefined);
    assert.equal(offsets.at('UTC', 8.6e15), 0);
  });
});

describe('days and clocks', () => {
  it('agree with Date where there is such a day, and refuse the others', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: -1, max: 33 }),
        (year, month, day) => {
          const date = new Date(0);
          date.setUTCFullYear(year, month - 1, day);
          const exists =
            date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCFullYear() === year;
          assert.equal(dayStart(year, month, day), exists ? date.getTime() : Number.NaN);
        },
      ),
      { numRuns: 5000 },
    );
    assert.equal(clockTime(23, 59, 59), 86_399_000);
    for (const [hour, minute, second] of [
      [24, 0, 0],
      [0, 60, 0],
      [0, 0, 60],
      [-1, 0, 0],
      [Number.NaN, 0, 0],
    ] as const) {
      assert.equal(clockTime(hour, minute, second), Number.NaN);
    }
  });
});
