import type { BookDocument } from '@visiobook/schema';
import { afterEach, describe, expect, it } from 'vitest';
import type { AnalysisStep, BookAnalysis } from '../domain/analyse-book.ts';
import { BASELINE_MODEL } from '../domain/models.ts';
import { AnalysisFailed, type AnalysisPool, createAnalysisPool } from './analysis-pool.ts';

const TEXT = 'Clara walked to the river. “Wait for me,” said Tom.\n\nClara laughed and ran on to the mill.';
const BOOK: BookDocument = {
  title: 'The Mill',
  authors: [],
  language: 'en',
  text: TEXT,
  chapters: [{ index: 0, title: 'One', start: 0, end: TEXT.length }],
};
const CRASHING = new URL('../../test/fixtures/crashing-worker.ts', import.meta.url);

describe('createAnalysisPool', () => {
  let pool: AnalysisPool;
  afterEach(() => pool.close());

  it('streams the steps of a book and returns its analysis', async () => {
    pool = createAnalysisPool({ size: 1 });
    const { steps, analysis } = await drain(pool.analyse(BOOK));
    expect(steps.map(({ done, total }) => `${done}/${total}`)).toEqual(['0/1', '1/1']);
    expect(analysis.scenes).toHaveLength(1);
  });

  it('lets more books wait than it has workers', async () => {
    pool = createAnalysisPool({ size: 1 });
    const results = await Promise.all([1, 2, 3].map(() => drain(pool.analyse(BOOK))));
    expect(results.map(({ analysis }) => analysis.scenes.length)).toEqual([1, 1, 1]);
  });

  it('turns the death of a worker into an error, again and again', async () => {
    pool = createAnalysisPool({ size: 1, workerUrl: CRASHING });
    for (let i = 0; i < 2; i++) await expect(drain(pool.analyse(BOOK))).rejects.toThrow(AnalysisFailed);
  });

  it('gives up when the caller aborts, waiting or working', async () => {
    pool = createAnalysisPool({ size: 1 });
    const working = pool.analyse(BOOK);
    await working.next();
    const abort = new AbortController();
    const waiting = drain(pool.analyse(BOOK, { signal: abort.signal }));
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await working.return(undefined as never);
    await expect(drain(pool.analyse(BOOK))).resolves.toBeDefined();
  });

  it('says what its workers are made of, and takes books before and after', async () => {
    pool = createAnalysisPool({ size: 1, models: { backend: 'off', emotion: 'lexicon', scenes: 'rules' } });
    const [info] = await Promise.all([pool.engine(), drain(pool.analyse(BOOK))]);
    expect(info).toEqual({
      models: [BASELINE_MODEL],
      version: 'baseline-4',
      backend: null,
      refused: [],
      problems: [],
    });
    await expect(pool.engine()).resolves.toEqual(info);
  });

  it('loads the models that it is told to in its workers, and tells of their use', async () => {
    const uses: string[] = [];
    pool = createAnalysisPool({
      size: 1,
      models: { backend: 'wasm', emotion: 'mood-1', scenes: 'rules' },
      onInference: (model, seconds) => uses.push(`${model} ${seconds > 0}`),
    });
    await expect(pool.engine()).resolves.toMatchObject({ backend: 'wasm', version: 'baseline-4+mood-1' });
    const { analysis } = await drain(pool.analyse(BOOK));
    expect(analysis.scenes).toHaveLength(1);
    expect(uses).toEqual(['mood-1 true']);
  });

  it('does not wait for ever for the engine of a worker that dies', async () => {
    pool = createAnalysisPool({ size: 1, workerUrl: CRASHING });
    const engine = pool.engine();
    await expect(drain(pool.analyse(BOOK))).rejects.toThrow(AnalysisFailed);
    await expect(engine).rejects.toThrow('before it was ready');
  });

  it('refuses work once it is closed', async () => {
    pool = createAnalysisPool({ size: 1 });
    await pool.close();
    await expect(drain(pool.analyse(BOOK))).rejects.toThrow('closed');
  });
});

async function drain(
  run: AsyncGenerator<AnalysisStep, BookAnalysis>,
): Promise<{ steps: AnalysisStep[]; analysis: BookAnalysis }> {
  const steps: AnalysisStep[] = [];
  let next = await run.next();
  for (; !next.done; next = await run.next()) steps.push(next.value);
  return { steps, analysis: next.value };
}
