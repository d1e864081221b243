import { UnitReported } from '@visiobook/schema';
import type { Queue } from '@visiobook/service';
import type { Deps } from '../domain/ports.ts';
import { recordReport } from '../domain/record-report.ts';

/** Reports of one run wait for each other on its row, so a few at a time serve several runs. */
const CONCURRENCY = 4;

export async function consumeReports(queue: Queue, deps: Deps): Promise<void> {
  await queue.consume(UnitReported, ({ payload }) => recordReport(deps, payload), {
    concurrency: CONCURRENCY,
    // Whether or not its word was taken in, the sweeper sends a silent run's work again.
    onDead: async ({ payload, log }) => {
      const { runId, stage, unit, state } = payload;
      log.error({ runId, stage, unit, state }, 'A report could not be taken in.');
    },
  });
}
