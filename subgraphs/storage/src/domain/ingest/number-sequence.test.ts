import { expect, test } from 'vitest';
import { countingRun } from './number-sequence.ts';

const run = (...numbers: number[]) =>
  countingRun(numbers.map((number) => ({ number }))).map((i) => numbers[i]);

test('keeps a plain count', () => {
  expect(run(1, 2, 3, 4)).toEqual([1, 2, 3, 4]);
});

test('leaves strays out', () => {
  expect(run(1, 97, 2, 3, 40, 4)).toEqual([1, 2, 3, 4]);
});

test('follows a count that restarts with every part', () => {
  expect(run(1, 2, 3, 1, 2)).toEqual([1, 2, 3, 1, 2]);
});

test('keeps a number that is only misprinted', () => {
  expect(run(1, 2, 3, 6, 5, 6, 7)).toEqual([1, 2, 3, 6, 5, 6, 7]);
});

test('drops a one that nothing follows', () => {
  expect(run(1, 2, 3, 1)).toEqual([1, 2, 3]);
});

test('finds nothing to count in numbers far apart', () => {
  expect(run(1842, 75)).toEqual([]);
});
