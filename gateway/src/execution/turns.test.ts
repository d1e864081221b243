import { setImmediate as nextRound, setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTurns } from './turns.ts';

describe('createTurns', () => {
  it('begins the first operation at once', () => {
    let begun = false;
    void createTurns().run(undefined, async () => {
      begun = true;
    });
    expect(begun).toBe(true);
  });

  it('does not begin another one as long as answers come for those under way', async () => {
    const turns = createTurns();
    const answering = turns.run(undefined, async () => {
      for (let round = 0; round < 5; round++) {
        turns.progressed();
        await nextRound();
      }
      return 'first';
    });
    const order: string[] = [];
    const second = turns.run(undefined, async () => 'second');
    await Promise.all([answering, second].map(async (each) => order.push(await each)));
    expect(order).toEqual(['first', 'second']);
  });

  it('lets nobody wait for an operation whose subgraph is slow', async () => {
    const turns = createTurns();
    const slow = turns.run(undefined, () => sleep(200, 'slow'));
    const quick = await Promise.all([1, 2, 3].map((n) => turns.run(undefined, async () => n)));
    expect(quick).toEqual([1, 2, 3]);
    expect(await Promise.race([slow, 'under way'])).toBe('under way');
    await slow;
  });

  it('goes on after one that failed', async () => {
    const turns = createTurns();
    const failed = turns.run(undefined, () => Promise.reject(new Error('no')));
    const next = turns.run(undefined, async () => 'next');
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('next');
  });

  it('keeps nothing in the queue that nobody waits for any more', async () => {
    const turns = createTurns();
    const end = Promise.withResolvers<void>();
    const first = turns.run(undefined, () => end.promise);
    const gone = new AbortController();
    const second = turns.run(gone.signal, async () => 'ended by itself');
    gone.abort();
    expect(await second).toBe('ended by itself');
    end.resolve();
    await first;
  });
});
