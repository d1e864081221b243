import { expect, it, vi } from 'vitest';
import { uploadTurns } from './upload-turns.ts';

it('interrupts the one at work and lets the newcomers in one after the other', async () => {
  const turns = uploadTurns();
  const order: string[] = [];
  const interrupted = vi.fn();
  const endFirst = await turns.take('a', interrupted);
  const second = turns
    .take('a', () => order.push('second was interrupted'))
    .then((end) => {
      order.push('second');
      return end;
    });
  const other = await turns.take('b', () => {});
  expect(interrupted).toHaveBeenCalledOnce();
  expect(order).toEqual([]);
  endFirst();
  const endSecond = await second;
  expect(turns.isBusy('a')).toBe(true);
  endSecond();
  other();
  expect([turns.isBusy('a'), turns.isBusy('b')]).toEqual([false, false]);
  expect(order).toEqual(['second']);
});
