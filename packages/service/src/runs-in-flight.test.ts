import { describe, expect, it } from 'vitest';
import { AppError } from './app-error.ts';
import { memoryPubSub } from './memory-pubsub.ts';
import { permanentRefusal } from './permanent-refusal.ts';
import { runsInFlight } from './runs-in-flight.ts';
import { throttle } from './throttle.ts';

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Error('worker stopped'))),
  );

describe('work for a run', () => {
  it('is stopped in every process when the run ends, and says so, and other runs go on', async () => {
    const pubsub = memoryPubSub();
    const [here, there] = [await runsInFlight(pubsub), await runsInFlight(pubsub)];
    const signal = new AbortController().signal;
    const stopped = [here.during('a', signal, untilAborted), there.during('a', signal, untilAborted)];
    const other = here.during('b', signal, async () => 'done');
    await here.end('a');
    for (const work of stopped) await expect(work).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await other).toBe('done');
  });

  it('is stopped by its own signal with its own error', async () => {
    const runs = await runsInFlight(memoryPubSub());
    const controller = new AbortController();
    const work = runs.during('a', controller.signal, untilAborted);
    controller.abort();
    await expect(work).rejects.toThrow('worker stopped');
  });
});

describe('a refusal', () => {
  it('is permanent unless another attempt may succeed', () => {
    expect(permanentRefusal(new AppError('NOT_FOUND', 'No such scene.'))).toEqual({
      code: 'NOT_FOUND',
      message: 'No such scene.',
    });
    expect(permanentRefusal(new AppError('UNAVAILABLE', 'down'))).toBeNull();
    expect(permanentRefusal(new Error('a bug'))).toBeNull();
  });
});

describe('a throttle', () => {
  it('says yes at once and then only after its time', () => {
    let now = 0;
    const due = throttle(250, () => now);
    expect([due(), due()]).toEqual([true, false]);
    now = 250;
    expect([due(), due()]).toEqual([true, false]);
  });
});
