import { AppError, type Metrics } from '@visiobook/service';
import type { Caller } from '../context.ts';

/** Counts a caller's streams. @throws AppError TOO_EXPENSIVE when it has as many as it may; the result ends one. */
export type EnterStream = (caller: Caller) => () => void;

export function createEnterStream(max: number, metrics: Metrics): EnterStream {
  const running = new Map<string, number>();
  return ({ viewer, address }) => {
    // Nobody is counted by where they are.
    const who = viewer.id === null ? `address ${address}` : `${viewer.kind} ${viewer.id}`;
    const count = running.get(who) ?? 0;
    if (count >= max) {
      throw new AppError('TOO_EXPENSIVE', `At most ${max} streams may be open at a time.`, { max });
    }
    running.set(who, count + 1);
    metrics.graphqlStreams.inc();
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      metrics.graphqlStreams.dec();
      const left = (running.get(who) ?? 1) - 1;
      if (left > 0) running.set(who, left);
      else running.delete(who);
    };
  };
}
