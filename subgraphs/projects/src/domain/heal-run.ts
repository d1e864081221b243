import { type Patience, resendStalled } from './pipeline/resend.ts';
import type { Deps } from './ports.ts';
import { announce, settle } from './settle.ts';

/** Sends a silent run's unfinished work again, or gives it up. Any number of processes may do so at a time. */
export async function healRun(deps: Deps, runId: string, patience: Patience): Promise<'healed' | 'fine'> {
  const done = await deps.transaction(async (stores) => {
    const before = await stores.runs.lock(runId);
    if (!before) return null;
    const transition = resendStalled(before, patience, new Date());
    if (!transition.changed) return null;
    await settle(stores, before, transition, { trace: deps.trace() });
    return { before, transition };
  });
  if (!done) return 'fine';
  await announce(deps, done.before, done.transition);
  deps.count('generation_resent');
  return 'healed';
}
