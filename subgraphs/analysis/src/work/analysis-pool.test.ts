import { copyFile, mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentOf } from '../../test/book-of.ts';
import type { AnalysisOrder, BookAnalyser, Finding } from '../application/ports.ts';
import { analyseBook } from '../domain/analyse-book.ts';
import type { AnalysisEnd } from '../domain/book-analysis.ts';
import { BASELINE_MODEL } from '../domain/models.ts';
import { loadEngine, type ModelSettings, WEIGHTS_FOLDER } from '../models/engine.ts';
import { AnalysisFailed, createAnalysisPool, type PoolOptions } from './analysis-pool.ts';
import { createModelServer, type ModelServer } from './model-server.ts';

const MILL = 'Clara walked to the river. “Wait for me,” said Tom.\n\nClara laughed and ran on to the mill.';
const STORM = 'At night a storm broke over the mill. Tom was afraid and wept. “Do not fear,” said Clara.';
const BOOK = documentOf('en', MILL, STORM, MILL, STORM);
const NONE = { chapters: 0, scenes: [], readings: new Map() };
const SERVER = { processes: 1, maxMb: 1024, timeoutMs: 20_000 };
const CRASHING = new URL('../../test/fixtures/crashing-worker.ts', import.meta.url);
const GREEDY = new URL('../../test/fixtures/greedy-worker.ts', import.meta.url);

// Processes are started: on a busy machine each takes a second.
describe('createAnalysisPool', { timeout: 120_000 }, () => {
  let pool: BookAnalyser;
  let models: ModelServer;
  beforeEach(() => {
    models = createModelServer({
      ...SERVER,
      models: { backend: 'off', emotion: 'lexicon', scenes: 'rules', people: 'rules', reader: 'rules' },
    });
  });
  afterEach(() => pool.close());
  const start = (options: Partial<PoolOptions> = {}) => {
    pool = createAnalysisPool({ size: 1, models, ...options });
  };

  it('finds in a process of its own what the engine finds', async () => {
    start();
    const { findings, end } = await drain(pool, await orderFor(pool));
    expect(findings.map(({ kind }) => kind)).toEqual(['text', 'people', ...Array(4).fill('chapter')]);
    const { summary, scenes } = whole(analyseBook(BOOK));
    expect(end).toEqual({ summary });
    expect(scenesIn(findings)).toEqual(scenes);
  });

  it('goes on behind the chapters that were found before, and finds the same', async () => {
    start();
    const first = await drain(pool, await orderFor(pool));
    const before = first.findings.filter(({ kind }) => kind === 'chapter').slice(0, 2);
    const resume = { ...NONE, chapters: 2, scenes: scenesIn(before) };
    const second = await drain(pool, await orderFor(pool, { resume }));
    expect([...scenesIn(before), ...scenesIn(second.findings)]).toEqual(scenesIn(first.findings));
    expect(second.findings.map((finding) => 'done' in finding && finding.done)).toEqual([false, 2, 3, 4]);
    expect(second.end).toEqual(first.end);
  });

  it('lets more books wait than it has workers', async () => {
    start();
    const order = await orderFor(pool);
    const results = await Promise.all([1, 2, 3].map(() => drain(pool, order)));
    expect(results.map(({ findings }) => findings.length)).toEqual([6, 6, 6]);
  });

  it('turns the death of a worker into an error, again and again', async () => {
    start({ workerUrl: CRASHING });
    const order = await orderFor(pool);
    for (let i = 0; i < 3; i++) await expect(drain(pool, order)).rejects.toThrow(AnalysisFailed);
    await expect(drain(pool, order)).rejects.toThrow('SIGKILL');
  });

  it('ends a worker that takes more memory than it may have, inside the heap or outside', async () => {
    start({ workerUrl: GREEDY, maxMb: 256 });
    await expect(drain(pool, await orderFor(pool))).rejects.toThrow(/it took \d+ MB and may have 256/);
  });

  it('gives up when the caller aborts, waiting or working', async () => {
    start();
    const order = await orderFor(pool);
    const working = pool.analyse(order);
    await working.next();
    const abort = new AbortController();
    const waiting = drain(pool, { ...order, signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await working.return(undefined as never);
    await expect(drain(pool, order)).resolves.toBeDefined();
  });

  it('refuses a book for another engine than it has', async () => {
    start();
    const order = await orderFor(pool, { engineVersion: 'baseline-0' });
    await expect(drain(pool, order)).rejects.toThrow('baseline-0 was asked for');
  });

  it('is the baseline alone without models', async () => {
    start();
    await expect(pool.engine()).resolves.toEqual({
      models: [BASELINE_MODEL],
      version: `baseline-${BASELINE_MODEL.version}`,
      backend: null,
      refused: [],
      problems: [],
    });
  });

  it('has the models read chapter by chapter, and feels what they say', async () => {
    const settings = {
      backend: 'wasm',
      emotion: 'mood-3',
      scenes: 'border-1',
      people: 'rules',
      reader: 'rules',
    } as const;
    models = createModelServer({ ...SERVER, models: settings });
    start({ settings });
    const order = await orderFor(pool);
    expect(order.engineVersion).toBe(`baseline-${BASELINE_MODEL.version}+border-1+mood-3`);
    const { findings } = await drain(pool, order);
    const read = findings.filter(({ kind }) => kind === 'readings');
    expect(read).toHaveLength(4);
    const { ports } = await loadEngine(settings);
    expect(scenesIn(findings)).toEqual(whole(analyseBook(BOOK, ports)).scenes);

    const readings = new Map(
      read.flatMap((finding) =>
        finding.kind === 'readings' ? [[finding.chapter, finding.readings] as const] : [],
      ),
    );
    readings.delete(3);
    const again = await drain(pool, { ...order, resume: { ...NONE, readings } });
    expect(again.findings.filter(({ kind }) => kind === 'readings')).toMatchObject([{ chapter: 3 }]);
    expect(scenesIn(again.findings)).toEqual(scenesIn(findings));
  });

  it('leaves the work to the baseline when the weights are missing, and says so', async () => {
    const settings = {
      backend: 'wasm',
      emotion: 'mood-0',
      scenes: 'border-0',
      people: 'rules',
      reader: 'reader-z',
    } as const;
    models = createModelServer({ ...SERVER, models: settings });
    start({ settings });
    const { version, problems } = await pool.engine();
    expect(version).toBe(`baseline-${BASELINE_MODEL.version}`);
    for (const id of ['mood-0', 'border-0', 'reader-z'])
      expect(problems.join(' ')).toContain(`The weights of model ${id} are missing`);
    const { findings } = await drain(pool, await orderFor(pool));
    expect(scenesIn(findings)).toEqual(whole(analyseBook(BOOK)).scenes);
  });

  it('does without a model whose file is damaged while it runs, and says so from the next attempt on', async () => {
    await using weights = await mkdtempDisposable(join(tmpdir(), 'visiobook-pool-'));
    const file = join(weights.path, 'border-1.bin');
    for (const name of ['border-1.json', 'border-1.bin'])
      await copyFile(new URL(name, WEIGHTS_FOLDER), join(weights.path, name));
    const settings: ModelSettings = {
      backend: 'cpu',
      emotion: 'lexicon',
      scenes: 'border-1',
      people: 'rules',
      reader: 'rules',
      weights: weights.path,
    };
    models = createModelServer({ ...SERVER, models: settings });
    start({ settings });
    const order = await orderFor(pool);
    expect(order.engineVersion).toBe(`baseline-${BASELINE_MODEL.version}+border-1`);
    const bytes = await readFile(file);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(file, bytes);
    await expect(drain(pool, order)).rejects.toThrow('The files of the models have changed');
    expect(await pool.engine()).toMatchObject({
      version: `baseline-${BASELINE_MODEL.version}`,
      problems: [
        expect.stringContaining('The weights of model border-1 are damaged: the SHA-256 of border-1.bin'),
      ],
    });
    const { findings } = await drain(pool, await orderFor(pool));
    expect(scenesIn(findings)).toEqual(whole(analyseBook(BOOK)).scenes);
  });

  it('refuses work once it is closed', async () => {
    start();
    const order = await orderFor(pool);
    await pool.close();
    await expect(drain(pool, order)).rejects.toThrow('closed');
  });
});

async function orderFor(
  pool: Pick<BookAnalyser, 'engine'>,
  overrides: Partial<AnalysisOrder> = {},
): Promise<AnalysisOrder> {
  const { version } = await pool.engine();
  const signal = new AbortController().signal;
  return { book: BOOK, tenant: 'ann', engineVersion: version, resume: NONE, signal, ...overrides };
}

async function drain(
  pool: BookAnalyser,
  order: AnalysisOrder,
): Promise<{ findings: Finding[]; end: AnalysisEnd }> {
  const run = pool.analyse(order);
  const findings: Finding[] = [];
  let next = await run.next();
  for (; !next.done; next = await run.next()) findings.push(next.value);
  return { findings, end: next.value };
}

function scenesIn(findings: readonly Finding[]) {
  return findings.flatMap((finding) => (finding.kind === 'chapter' ? finding.scenes : []));
}

function whole<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
