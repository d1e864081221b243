import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMetrics } from '@visiobook/service';
import { afterEach, describe, expect, it } from 'vitest';
import { inferenceMetrics } from './inference-metrics.ts';
import { createModelServer, type ModelServer, type ModelServerOptions } from './model-server.ts';

const ODD = new URL('../../test/fixtures/odd-model-process.ts', import.meta.url);

interface Row {
  item: string;
  together: number;
  process: number;
}

// Processes are started: on a busy machine each takes a second.
describe('createModelServer', { timeout: 30_000 }, () => {
  let server: ModelServer;
  let metrics: ReturnType<typeof createMetrics>;
  afterEach(() => server.close());
  const start = (options: Partial<ModelServerOptions> = {}) => {
    metrics = createMetrics('test');
    server = createModelServer({
      models: { backend: 'cpu', emotion: 'odd', scenes: 'rules', people: 'rules', reader: 'rules' },
      processes: 1,
      maxMb: 512,
      timeoutMs: 10_000,
      module: ODD,
      monitor: inferenceMetrics(metrics),
      ...options,
    });
  };
  const read = (items: string[], tenant = 'ann', signal?: AbortSignal) =>
    server.read({
      task: 'mood',
      language: 'en',
      items,
      lengths: items.map(() => 10),
      tenant,
      signal,
    }) as Promise<Row[]>;
  const counted = async (name: string) => {
    const text = await metrics.registry.getSingleMetricAsString(name);
    return text.split('\n').filter((line) => !line.startsWith('#'));
  };

  it('reads sentences of several books in one batch, and gives each its own rows in order', async () => {
    start();
    await server.engine();
    const [first, second] = await Promise.all([read(['a', 'b', 'c'], 'ann'), read(['d', 'e'], 'bob')]);
    expect(first.map(({ item }) => item)).toEqual(['a', 'b', 'c']);
    expect(second.map(({ item }) => item)).toEqual(['d', 'e']);
    expect([...first, ...second].map(({ together }) => together)).toEqual([5, 5, 5, 5, 5]);
  });

  it('loads the models again when it is told that they changed, and says what there is then', async () => {
    start();
    const [before] = await read(['a']);
    await server.renew('their files changed');
    expect((await server.engine()).info.version).toBe('odd-1');
    const [after] = await read(['a']);
    expect(after!.process).not.toBe(before!.process);
  });

  it('holds each batch below its tokens, whatever comes', async () => {
    start({ maxBatchTokens: 40 });
    const rows = await read(Array.from({ length: 10 }, (_, i) => `${i}`));
    expect(rows.map(({ item }) => item)).toEqual([...'0123456789']);
    expect(Math.max(...rows.map(({ together }) => together))).toBe(4);
  });

  it('uses as many processes as it may', async () => {
    start({ processes: 2, maxBatchTokens: 10 });
    await server.engine();
    const rows = await read(Array.from({ length: 200 }, (_, i) => `${i}`));
    expect(new Set(rows.map(({ process }) => process)).size).toBe(2);
  });

  it('lets a tenant that has enough waiting wait, and nobody else', async () => {
    start({ maxQueuedTokens: 20, maxBatchTokens: 20 });
    // Nothing is read before the process is up: what is asked until then stays in the queue.
    const order: string[] = [];
    const note = (name: string) => () => order.push(name);
    const saga = [1, 2, 3].map((part) => read(['x', 'y'], 'saga').then(note(`saga ${part}`)));
    const tale = read(['z'], 'tale').then(note('tale'));
    await Promise.all([...saga, tale]);
    expect(order.indexOf('tale')).toBeLessThan(order.indexOf('saga 2'));
    expect(order.filter((name) => name.startsWith('saga'))).toEqual(['saga 1', 'saga 2', 'saga 3']);
  });

  it('starts a process that died in the middle of a batch again, and reads on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'visiobook-model-'));
    start();
    const rows = await read(['a', `die once ${join(folder, 'died')}`, 'b']);
    await rm(folder, { recursive: true });
    expect(rows.map(({ item }) => item.slice(0, 8))).toEqual(['a', 'die once', 'b']);
    expect(await counted('visiobook_ai_model_errors_total')).toEqual([
      'visiobook_ai_model_errors_total{model="odd-1",reason="died",service="test"} 1',
    ]);
    expect(await counted('visiobook_process_restarts_total')).toEqual([
      'visiobook_process_restarts_total{process="model",service="test"} 1',
    ]);
  });

  it('ends a process that hangs, and fails the book whose sentence it is, and no other', async () => {
    start({ timeoutMs: 300 });
    await server.engine();
    const [poisoned, sound] = await Promise.allSettled([read(['hang'], 'ann'), read(['a', 'b'], 'bob')]);
    expect(sound).toMatchObject({ status: 'fulfilled' });
    expect(poisoned).toMatchObject({ status: 'rejected' });
    expect(String((poisoned as PromiseRejectedResult).reason)).toContain(
      'in 3 attempts: a batch took longer than 300 ms',
    );
    await expect(read(['c'])).resolves.toMatchObject([{ item: 'c' }]);
  });

  it('passes on what a model says it cannot read, and goes on', async () => {
    start();
    await expect(read(['refuse'])).rejects.toThrow('no such words');
    await expect(read(['a'])).resolves.toMatchObject([{ item: 'a' }]);
  });

  it('is the baseline while its processes keep failing, says why, and tries them again later', async () => {
    start({
      models: { backend: 'cpu', emotion: 'never-ready', scenes: 'rules', people: 'rules', reader: 'rules' },
      pauseMs: 50,
    });
    const { info, cards } = await server.engine();
    expect(info.version).toMatch(/^baseline-\d+$/);
    expect(info.problems).toEqual([expect.stringContaining('it ended with code 3')]);
    expect(cards.tasks).toEqual([]);
    await expect(read(['a'])).rejects.toThrow('keep failing');
    const restarts = async () =>
      Number((await counted('visiobook_process_restarts_total'))[0]?.split(' ')[1]);
    const before = await restarts();
    while ((await restarts()) === before) await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('forgets what its caller gave up', async () => {
    start();
    const abort = new AbortController();
    const given = read(['a'], 'ann', abort.signal);
    abort.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
    await expect(read(['b'])).resolves.toMatchObject([{ item: 'b', together: 1 }]);
  });

  it('counts batches, their size, tokens, time and what waits, by model', async () => {
    start();
    await server.engine();
    const reading = read(['a', 'b', 'c']);
    expect(await counted('visiobook_ai_model_queue_tokens')).toEqual([
      'visiobook_ai_model_queue_tokens{kind="mood en",service="test"} 30',
    ]);
    await reading;
    expect(await counted('visiobook_ai_model_queue_tokens')).toEqual([]);
    expect(await counted('visiobook_ai_model_tokens_total')).toEqual([
      'visiobook_ai_model_tokens_total{model="odd-1",service="test"} 30',
    ]);
    for (const [name, sum] of [
      ['batch_items', /_sum\{.*\} 3$/],
      ['queue_seconds', /_count\{.*\} 1$/],
      ['inference_duration_seconds', /_count\{.*\} 1$/],
    ] as const) {
      const lines = await counted(`visiobook_ai_model_${name}`);
      expect(
        lines.some((line) => line.includes('model="odd-1"') && sum.test(line)),
        name,
      ).toBe(true);
    }
  });

  it('refuses work once it is closed, and what waits', async () => {
    start();
    const waiting = read(['hang']);
    waiting.catch(() => {});
    await server.close();
    await expect(waiting).rejects.toThrow('closed');
    await expect(read(['a'])).rejects.toThrow('closed');
  });
});
