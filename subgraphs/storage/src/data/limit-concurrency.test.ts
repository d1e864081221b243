import { expect, it } from 'vitest';
import { limitConcurrency } from './limit-concurrency.ts';

it('runs no more than the limit at a time, also after failures, and all in the end', async () => {
  const limited = limitConcurrency(2);
  let running = 0;
  let most = 0;
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, i) =>
      limited(async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        if (i % 3 === 0) throw new Error('failed');
        return i;
      }),
    ),
  );
  expect(most).toBe(2);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(13);
});
