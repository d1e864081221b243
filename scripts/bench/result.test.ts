import { expect, it } from 'vitest';
import { tableOf } from './result.ts';

it('prints a column for each figure, numbers to the right, and a dash where a row has none', () => {
  const table = tableOf([
    { name: 'ours', 'requests/s': 1200 },
    { name: 'another gateway', 'requests/s': 7, p99: null },
  ]);

  expect(table).toBe(
    [
      'name             requests/s  p99',
      '---------------  ----------  ---',
      'ours                   1200  –',
      'another gateway           7  –',
    ].join('\n'),
  );
});
