import { inTraceOf, type Logger, type Stoppable } from '@visiobook/service';
import { healRun } from '../domain/heal-run.ts';
import type { Patience } from '../domain/pipeline/resend.ts';
import type { Deps, RunRepository } from '../domain/ports.ts';

export interface SweepOptions extends Patience {
  runs: RunRepository;
  deps: Deps;
  log: Logger;
  everyMs: number;
}

/** Runs looked at in one sweep. */
const BATCH = 50;

/**
 * Looks after runs that went silent, every so often. Each process may do so: a run is locked while it is looked at,
 * and its clock starts again when its work was sent again.
 */
export function sweepStalledRuns({ runs, deps, log, everyMs, ...patience }: SweepOptions): Stoppable {
  let stopped = false;
  let sweeping: Promise<void> = Promise.resolve();
  const sweep = async () => {
    const silent = await runs.silentSince(new Date(Date.now() - patience.stallMs), BATCH);
    for (const run of await runs.findByIds(silent)) {
      if (stopped) return;
      const outcome = await inTraceOf(run.trace, () => healRun(deps, run.id, patience));
      if (outcome === 'healed')
        log.warn({ runId: run.id }, 'A run was silent for too long; its work was sent again.');
    }
  };
  const timer = setInterval(() => {
    sweeping = sweeping.then(sweep).catch((error: unknown) => {
      log.warn({ error }, 'Silent runs could not be looked at and will be at the next turn.');
    });
  }, everyMs);
  return {
    name: 'sweeper',
    async stop() {
      stopped = true;
      clearInterval(timer);
      await sweeping;
    },
  };
}
