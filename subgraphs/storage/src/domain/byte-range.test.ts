import { expect, it } from 'vitest';
import { readRange } from './byte-range.ts';

it.each([
  ['bytes=0-9', { start: 0, end: 9 }],
  ['bytes=90-', { start: 90, end: 99 }],
  ['bytes=90-500', { start: 90, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-500', { start: 0, end: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
])('reads %s of 100 bytes as %o', (header, expected) => {
  expect(readRange(header, 100)).toEqual(expected);
});

it.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=9-3', 'items=0-5', 'bytes=0-1,5-6', 'bytes=a-b'])(
  'sends the whole for %s',
  (header) => {
    expect(readRange(header, 100)).toBeNull();
  },
);

it('finds no range in an empty file', () => {
  expect(readRange('bytes=0-', 0)).toBe('unsatisfiable');
  expect(readRange('bytes=-5', 0)).toBe('unsatisfiable');
});
