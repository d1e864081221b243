import type { Db } from '@visiobook/db';
import { endedRuns } from '@visiobook/db/ended-runs';
import * as tables from '@visiobook/db/tables/media';
import { type PayloadOf, type StageName, UnitReported } from '@visiobook/schema';
import {
  AppError,
  type Delivery,
  permanentRefusal,
  type Queue,
  type RunsInFlight,
  type SendOptions,
  type TaskShape,
  type WorkOptions,
} from '@visiobook/service';
import type { z } from 'zod';
import type { Failure } from '../application/library.ts';

type Report = Omit<PayloadOf<typeof UnitReported>, 'runId' | 'stage' | 'unit'>;
/** Says something about the unit; with a transaction, exactly when that commits. */
export type Reporter = (report: Report, options?: SendOptions) => Promise<void>;

export interface UnitWorkParts {
  db: Db;
  queue: Queue;
  runs: RunsInFlight;
}

export interface Unit<P> extends Pick<WorkOptions<P>, 'concurrency' | 'perGroup'> {
  stage: StageName;
  /** The unit's name within its stage. */
  nameOf(payload: P): string;
  work(delivery: Delivery<P>, signal: AbortSignal, report: Reporter): Promise<void>;
  /** What else must be written when the unit fails for good. */
  onFailure?(payload: P, failure: Failure): Promise<void>;
}

/**
 * Works on a task of the pipeline. What holds for all of them: jobs of a run that failed or was cancelled are dropped,
 * also while they are worked on; a refusal that would be the same next time fails the run; other errors go back to
 * the queue, and fail the run when its attempts are used up.
 */
export async function workOnUnits<P extends z.ZodType<{ runId: string | null }>>(
  { db, queue, runs }: UnitWorkParts,
  task: TaskShape<P>,
  unit: Unit<z.output<P>>,
): Promise<void> {
  type Payload = z.output<P>;
  const ended = endedRuns(tables.endedRuns);
  const lastErrors = new Map<string, string>();

  const reporterOf =
    (payload: Payload): Reporter =>
    async (report, options) => {
      if (payload.runId === null) return;
      const about = { runId: payload.runId, stage: unit.stage, unit: unit.nameOf(payload) };
      await queue.publish(UnitReported, { ...about, ...report }, options);
    };
  const fail = async (payload: Payload, failure: Failure) => {
    await unit.onFailure?.(payload, failure);
    await reporterOf(payload)({ state: 'FAILED', failure });
  };
  const keyOf = (payload: Payload) => `${payload.runId}/${unit.nameOf(payload)}`;

  await queue.work(
    task,
    async (delivery) => {
      const { payload, signal } = delivery;
      if (payload.runId !== null && (await ended.isLost(db, payload.runId))) return;
      const perform = (stopped: AbortSignal) => unit.work(delivery, stopped, reporterOf(payload));
      try {
        await (payload.runId === null ? perform(signal) : runs.during(payload.runId, signal, perform));
        lastErrors.delete(keyOf(payload));
      } catch (error) {
        if (error instanceof AppError && error.code === 'CANCELLED') return;
        const refusal = permanentRefusal(error);
        if (refusal) return fail(payload, refusal);
        if (error instanceof AppError) lastErrors.set(keyOf(payload), error.message);
        throw error;
      }
    },
    {
      ...(unit.concurrency ? { concurrency: unit.concurrency } : {}),
      ...(unit.perGroup ? { perGroup: unit.perGroup } : {}),
      onDead: async ({ payload }) => {
        const reason = lastErrors.get(keyOf(payload)) ?? 'The work failed several times.';
        lastErrors.delete(keyOf(payload));
        await fail(payload, { code: 'UNAVAILABLE', message: reason });
      },
    },
  );
}
