import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createFlights } from './flights.ts';

const LANDING = fileURLToPath(new URL('../../test/fixtures/many-flights.ts', import.meta.url));

/** Work that is done when it is told to, and knows how often it was begun. */
function job() {
  const runs: (PromiseWithResolvers<string> & { signal: AbortSignal })[] = [];
  return {
    runs,
    work: (signal: AbortSignal) => {
      const run = { ...Promise.withResolvers<string>(), signal };
      runs.push(run);
      return run.promise;
    },
  };
}

describe('work that several wait for', () => {
  it('is done once for those who ask alike at one time, and again for those who ask later', async () => {
    const flights = createFlights();
    const { runs, work } = job();
    const both = [flights.board('a', {}, work), flights.board('a', {}, work)];
    const other = flights.board('b', {}, work);
    expect(runs).toHaveLength(2);
    runs[0]?.resolve('one');
    runs[1]?.resolve('two');
    expect(await Promise.all(both)).toEqual([
      { outcome: 'one', joined: false },
      { outcome: 'one', joined: true },
    ]);
    expect(await other).toEqual({ outcome: 'two', joined: false });

    const later = flights.board('a', {}, work);
    runs[2]?.resolve('three');
    expect(await later).toEqual({ outcome: 'three', joined: false });
  });

  it('is not given to those who ask after a change', async () => {
    const flights = createFlights();
    const { runs, work } = job();
    const before = flights.board('a', {}, work);
    flights.close();
    const after = flights.board('a', {}, work);
    expect(runs).toHaveLength(2);
    runs[0]?.resolve('old');
    runs[1]?.resolve('new');
    expect((await before).outcome).toBe('old');
    expect((await after).outcome).toBe('new');
    // The old one has not taken the new one's place.
    const third = flights.board('a', {}, work);
    runs[2]?.resolve('third');
    expect((await third).outcome).toBe('third');
  });

  it('goes on while anybody waits, and ends when nobody does', async () => {
    const flights = createFlights();
    const { runs, work } = job();
    const [first, second] = [new AbortController(), new AbortController()];
    const both = Promise.allSettled([
      flights.board('a', { signal: first.signal }, work),
      flights.board('a', { signal: second.signal }, work),
    ]);
    first.abort();
    expect(runs[0]?.signal.aborted).toBe(false);
    second.abort();
    expect(runs[0]?.signal.aborted).toBe(true);
    // Nobody joins what has been given up.
    const next = flights.board('a', {}, work);
    expect(runs).toHaveLength(2);
    runs[0]?.reject(new Error('given up'));
    runs[1]?.resolve('done');
    await both;
    expect((await next).outcome).toBe('done');
  });

  it('is not joined by those who have less time than it may take', async () => {
    const flights = createFlights();
    const { runs, work } = job();
    const patient = flights.board('a', { deadline: 100 }, work);
    const hasty = flights.board('a', { deadline: 50 }, work);
    const late = flights.board('a', { deadline: 60 }, work);
    expect(runs).toHaveLength(2);
    for (const run of runs) run.resolve('done');
    expect([(await patient).joined, (await hasty).joined, (await late).joined]).toEqual([false, false, true]);
  });

  it('tells all who wait that it failed', async () => {
    const flights = createFlights();
    const { runs, work } = job();
    const both = Promise.allSettled([flights.board('a', {}, work), flights.board('a', {}, work)]);
    runs[0]?.reject(new Error('broken'));
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('is forgotten with what came of it, without waiting for the whole heap to be marked', () => {
    // A heap of its own, in which nothing else is made or left.
    const run = spawnSync(process.execPath, ['--expose-gc', LANDING], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(Number(run.stdout)).toBeLessThan(4);
  });
});
