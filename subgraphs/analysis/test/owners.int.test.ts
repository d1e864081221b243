import { AnalyseDocument } from '@visiobook/schema';
import { newId } from '@visiobook/service';
import { describe, expect, it } from 'vitest';
import { analysisJob, analysisService } from './analysis-service.ts';
import { knownAnalyser } from './small-book.ts';

describe('the books of several owners', () => {
  it('are analysed side by side, and one owner never has all workers', async () => {
    const { promise: hold, resolve: goOn } = Promise.withResolvers<void>();
    const [ann, bob] = [newId(), newId()];
    const begun: string[] = [];
    const known = knownAnalyser();
    const held = knownAnalyser({ hold });
    const analyser = {
      ...known,
      analyse(order: Parameters<typeof known.analyse>[0]) {
        begun.push(order.tenant);
        return (order.tenant === ann ? held : known).analyse(order);
      },
    };
    await using service = await analysisService(analyser, undefined, { ANALYSIS_WORKERS: '2' });
    const { queue, report } = service.projects;
    const send = async (ownerId: string) => {
      const job = analysisJob({ ownerId });
      await queue.send(AnalyseDocument, job, { group: ownerId });
      return job.runId;
    };
    const saga = [await send(ann), await send(ann), await send(ann)];
    await report(({ state }) => state === 'PROGRESS');
    const tale = await send(bob);
    await report(({ runId, state }) => runId === tale && state === 'DONE');
    // The saga's other volumes were there before the tale, and a worker was free for it all the same.
    expect(begun).toEqual([ann, bob]);
    goOn();
    for (const run of saga) await report(({ runId, state }) => runId === run && state === 'DONE');
    expect(begun).toEqual([ann, bob, ann, ann]);
  });
});
