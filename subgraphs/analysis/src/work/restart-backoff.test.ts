import { describe, expect, it } from 'vitest';
import { RestartBackoff } from './restart-backoff.ts';

describe('RestartBackoff', () => {
  it('starts again at once after one failure, then waits twice as long each time, up to half a minute', () => {
    const backoff = new RestartBackoff();
    const delays = Array.from({ length: 12 }, () => {
      backoff.failed();
      return backoff.delayMs;
    });
    expect(delays.slice(0, 5)).toEqual([0, 250, 500, 1000, 2000]);
    expect(delays.at(-1)).toBe(30_000);
  });

  it('has forgotten all failures when something was done', () => {
    const backoff = new RestartBackoff();
    for (let i = 0; i < 5; i++) backoff.failed();
    expect(backoff.failures).toBe(5);
    backoff.succeeded();
    expect(backoff.delayMs).toBe(0);
  });
});
