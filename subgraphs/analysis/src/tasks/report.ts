import { type PayloadOf, UnitReported } from '@visiobook/schema';
import type { Queue, SendOptions } from '@visiobook/service';

export type Report = Omit<PayloadOf<typeof UnitReported>, 'runId' | 'stage' | 'unit'>;

/** Tells a run about its analysis. */
export function reporter(queue: Queue, { runId }: { runId: string }, options: SendOptions = {}) {
  return (report: Report): Promise<void> =>
    queue.publish(UnitReported, { runId, stage: 'ANALYSE', unit: 'ANALYSE', ...report }, options);
}
