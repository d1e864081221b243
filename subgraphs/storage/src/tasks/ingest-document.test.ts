import { randomUUID } from 'node:crypto';
import type { IngestDocument, PayloadOf } from '@visiobook/schema';
import { AppError, createMetrics, type Delivery, type Queue } from '@visiobook/service';
import { silentLog } from '@visiobook/testing';
import { expect, it } from 'vitest';
import { workOnIngestDocument } from './ingest-document.ts';
import { runningJobs } from './running-jobs.ts';

type Job = PayloadOf<typeof IngestDocument>;

/** The handler as the queue would call it, with everything that it reports. */
async function handler(ingest: (job: Job, signal: AbortSignal) => Promise<boolean>) {
  const reported: { state: string; failure?: { code: string } }[] = [];
  let handle: ((delivery: Delivery<Job>) => Promise<void>) | undefined;
  let die: ((delivery: Delivery<Job>) => Promise<void>) | undefined;
  const queue = {
    publish: async (_event: unknown, payload: never) => void reported.push(payload),
    work: async (_task: unknown, work: typeof handle, options: { onDead: typeof die }) => {
      handle = work;
      die = options.onDead;
    },
  } as unknown as Queue;
  const running = runningJobs();
  const explain = (error: unknown) => (error instanceof AppError ? error : undefined);
  const metrics = createMetrics('test');
  await workOnIngestDocument({ queue, metrics, running, concurrency: 1, ingest, explain });
  const payload = {
    runId: randomUUID(),
    projectId: randomUUID(),
    ownerId: randomUUID(),
    fileId: randomUUID(),
  };
  const signal = new AbortController().signal;
  const delivery = { payload, jobId: randomUUID(), attempt: 1, signal, log: silentLog() };
  const run = () => handle!(delivery);
  return { run, dead: () => die!(delivery), running, payload, reported };
}

it('stops reading without a word when the run ends meanwhile', async () => {
  const started = Promise.withResolvers<void>();
  const work = await handler(
    (_job, signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        started.resolve();
      }),
  );
  const done = work.run();
  await started.promise;
  work.running.abort(randomUUID());
  work.running.abort(work.payload.runId);
  await done;
  expect(work.reported.map(({ state }) => state)).toEqual(['STARTED']);
});

it('reports a refusal and leaves other faults to the next attempt', async () => {
  const refused = await handler(async () => {
    throw new AppError('UNSUPPORTED_MEDIA', 'No book.');
  });
  await refused.run();
  expect(refused.reported).toMatchObject([
    { state: 'STARTED' },
    { state: 'FAILED', failure: { code: 'UNSUPPORTED_MEDIA', message: 'No book.' } },
  ]);
  const broken = await handler(async () => {
    throw new Error('disk on fire');
  });
  await expect(broken.run()).rejects.toThrow('disk on fire');
  expect(broken.reported).toHaveLength(1);
  await broken.dead();
  expect(broken.reported[1]).toMatchObject({ state: 'FAILED', failure: { code: 'INTERNAL' } });
});
