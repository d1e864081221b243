import { IngestDocument, type PayloadOf, UnitReported } from '@visiobook/schema';
import type { AppError, Delivery, Metrics, Queue } from '@visiobook/service';
import type { RunningJobs } from './running-jobs.ts';

type Job = PayloadOf<typeof IngestDocument>;

interface Needs {
  queue: Queue;
  metrics: Metrics;
  running: RunningJobs;
  concurrency: number;
  /** @returns whether a book was read now. */
  ingest(job: Job, signal: AbortSignal): Promise<boolean>;
  /** A sentence for the book's owner when the error is an expected refusal. */
  explain(error: unknown): AppError | undefined;
}

/** Works on `storage.ingest-document`: what can never succeed fails the run at once, the rest is tried again. */
export async function workOnIngestDocument(needs: Needs): Promise<void> {
  const { queue, metrics, running, concurrency, ingest, explain } = needs;
  const report = (job: Job, state: 'STARTED' | 'FAILED', failure?: { code: string; message: string }) =>
    queue.publish(UnitReported, {
      runId: job.runId,
      stage: 'INGEST',
      unit: 'INGEST',
      state,
      ...(failure ? { failure } : {}),
    });

  const handle = async ({ payload: job, signal, log }: Delivery<Job>) => {
    const run = running.begin(job.runId);
    try {
      await report(job, 'STARTED');
      const isNew = await ingest(job, AbortSignal.any([signal, run.signal]));
      if (isNew) metrics.contentProcessed.inc({ kind: 'book' });
    } catch (error) {
      // The run has ended without it: nobody waits for a report, and a retry would be in vain.
      if (run.signal.aborted) return log.info('The run ended while its book was being read.');
      const refusal = explain(error);
      if (!refusal) throw error;
      log.info({ reason: refusal.code }, refusal.message);
      await report(job, 'FAILED', { code: refusal.code, message: refusal.message });
    } finally {
      run.end();
    }
  };

  await queue.work(IngestDocument, handle, {
    concurrency,
    perGroup: 1,
    onDead: async ({ payload }) => {
      const message = 'The book could not be read after several attempts; the log says why. Try again later.';
      await report(payload, 'FAILED', { code: 'INTERNAL', message });
    },
  });
}
