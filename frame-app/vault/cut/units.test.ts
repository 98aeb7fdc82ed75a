import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { combinesBy, converter, convertible } from './units.ts';

const convert = (value: number, from: string, to: string): number => {
  const found = converter(from, to);
  assert.ok(found, `${from} to ${to}`);
  return found(value);
};

test('conversions that are exact by definition', () => {
  const cases: [number, string, number, string][] = [
    [1, '[lb_av]', 0.45359237, 'kg'],
    [150, '[lb_av]', 68.0388555, 'kg'],
    [1, '[stone_av]', 6.35029318, 'kg'],
    [16, '[oz_av]', 1, '[lb_av]'],
    [1, '[in_i]', 2.54, 'cm'],
    [1, '[mi_i]', 1.609344, 'km'],
    [6, '[ft_i]', 1.8288, 'm'],
    [1, 'kcal', 4.184, 'kJ'],
    [37, 'Cel', 98.6, '[degF]'],
    [98.6, '[degF]', 37, 'Cel'],
    [-40, '[degF]', -40, 'Cel'],
    [0, 'Cel', 273.15, 'K'],
    [1, '[foz_us]', 29.5735295625, 'mL'],
    [8, '[foz_us]', 1, '[cup_us]'],
    [2, '[cup_us]', 1, '[pt_us]'],
    [20, '[foz_br]', 1, '[pt_br]'],
    [90, 'min', 1.5, 'h'],
    [1, 'wk', 7, 'd'],
    [760, 'mm[Hg]', 101.3250144354, 'kPa'],
    [0.97, '1', 97, '%'],
    [1, 'Hz', 60, '/min'],
    [3.6, 'km/h', 1, 'm/s'],
    [90, 'mg/dL', 0.9, 'g/L'],
  ];
  for (const [value, from, expected, to] of cases) {
    const actual = convert(value, from, to);
    assert.ok(Math.abs(actual - expected) <= Math.abs(expected) * 2e-9, `${value} ${from} = ${actual} ${to}`);
  }
  assert.equal(convert(150, '[lb_av]', 'kg'), 68.0388555);
  assert.equal(convert(12.5, 'kg', 'g'), 12_500);
});

test('there and back again is the same to the last digits', () => {
  const pairs = [
    ['kg', '[lb_av]'],
    ['Cel', '[degF]'],
    ['mL', '[foz_us]'],
    ['min', 'h'],
    ['kPa', 'mm[Hg]'],
  ] as const;
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.constantFrom(...pairs),
      (value, [a, b]) => {
        const back = convert(convert(value, a, b), b, a);
        assert.ok(Math.abs(back - value) <= 1e-12 * Math.max(100, Math.abs(value)), `${value} ${back}`);
      },
    ),
  );
});

test('a unit to itself keeps every bit, known or not', () => {
  assert.ok(Object.is(convert(-0, '{score}', '{score}'), -0));
  assert.equal(convert(0.1, 'kg', 'kg'), 0.1);
});

test('what is no table entry or another dimension is refused', () => {
  for (const [from, to] of [
    ['kg', 'm'],
    ['mmol/L', 'mg/dL'],
    ['{score}', '{count}'],
    ['toString', 'kg'],
    ['kg', '__proto__'],
  ] as const) {
    assert.equal(converter(from, to), null);
  }
});

test('ratings of different scales are two things', () => {
  const scale = { min: 0, max: 10, worse: 'high' } as const;
  const ten = { unit: '{score}', scale };
  assert.ok(convertible(ten, { ...ten, scale: { ...scale } }));
  for (const other of [{ ...scale, max: 5 }, { ...scale, worse: 'low' } as const, null]) {
    assert.ok(!convertible(ten, { ...ten, scale: other }));
    assert.ok(!convertible({ ...ten, scale: other }, ten));
  }
});

test('amounts add up, states average', () => {
  const plain = (unit: string) => combinesBy({ unit, scale: null });
  for (const unit of ['{count}', 'km', 'kcal', 'min', 'mL', 'mg']) assert.equal(plain(unit), 'sum', unit);
  for (const unit of ['kg', 'cm', 'ms', '/min', 'Cel', '%', '{score}', 'mm[Hg]'])
    assert.equal(plain(unit), 'mean', unit);
  assert.equal(combinesBy({ unit: '{count}', scale: { min: 0, max: 5, worse: 'high' } }), 'mean');
});
