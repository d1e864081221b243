import { AppError } from './app-error.ts';
import type { PubSub } from './pubsub.ts';

/** The work of this process for runs, so that it can be stopped when a run is cancelled or fails. */
export interface RunsInFlight {
  /**
   * Runs `work` with a signal that is aborted when `signal` is, or when the run ends.
   *
   * @throws AppError CANCELLED when the run ended meanwhile, and whatever `work` throws.
   */
  during<T>(runId: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Stops a run's work in every process of this service. */
  end(runId: string): Promise<void>;
  close(): Promise<void>;
}

const TOPIC = 'run-ended';

/** @example await runs.during(payload.runId, delivery.signal, (signal) => draw(brief, signal)); */
export async function runsInFlight(pubsub: PubSub): Promise<RunsInFlight> {
  const controllers = new Map<string, Set<AbortController>>();
  const unsubscribe = await pubsub.subscribe(TOPIC, (runId) => {
    for (const controller of controllers.get(runId) ?? []) {
      controller.abort(new AppError('CANCELLED', 'The run ended.'));
    }
  });
  return {
    async during(runId, signal, work) {
      const controller = new AbortController();
      const mine = controllers.get(runId) ?? new Set();
      controllers.set(runId, mine.add(controller));
      try {
        return await work(AbortSignal.any([signal, controller.signal]));
      } catch (error) {
        // What a stopped worker throws depends on where it was; the reason is the run's end all the same.
        throw controller.signal.aborted ? controller.signal.reason : error;
      } finally {
        mine.delete(controller);
        if (mine.size === 0) controllers.delete(runId);
      }
    },
    end: (runId) => pubsub.publish(TOPIC, runId),
    close: unsubscribe,
  };
}
