import type { FormattedExecutionResult } from 'graphql';
import type { SessionRevocations } from '../auth/session-revocations.ts';
import type { Caller } from '../context.ts';

const ENDED = Symbol('ended');
/** Node's timers hold no more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export type Results = AsyncGenerator<FormattedExecutionResult, void, void>;

/**
 * Ends a stream when the token that opened it expires or its session is revoked, with a last result that says so,
 * whatever the stream is waiting for.
 */
export function endWithAccess(
  source: Results,
  { viewer, until }: Pick<Caller, 'viewer' | 'until'>,
  revocations: SessionRevocations,
  lastResult: () => FormattedExecutionResult,
): Results {
  let state: 'RUNNING' | 'ENDED' | 'OVER' = 'RUNNING';
  let interrupt: (() => void) | undefined;
  const end = () => {
    if (state !== 'RUNNING') return;
    state = 'ENDED';
    stop();
    interrupt?.();
  };
  const timer =
    until === undefined ? undefined : setTimeout(end, Math.min(until - Date.now(), LONGEST_TIMER_MS));
  const unwatch = viewer.sessionId === null ? undefined : revocations.watch(viewer.sessionId, end);
  const stop = () => {
    clearTimeout(timer);
    unwatch?.();
  };
  const last = (): IteratorResult<FormattedExecutionResult, void> => {
    if (state === 'OVER') return { done: true, value: undefined };
    state = 'OVER';
    void source.return();
    return { done: false, value: lastResult() };
  };
  const close = () => {
    state = 'OVER';
    stop();
  };
  return {
    async next() {
      if (state !== 'RUNNING') return last();
      // A promise of its own for each step: one that lives as long as the stream would collect a listener a step.
      const next = await new Promise<IteratorResult<FormattedExecutionResult, void> | typeof ENDED>(
        (resolve, reject) => {
          interrupt = () => resolve(ENDED);
          source.next().then(resolve, reject);
        },
      );
      if (next === ENDED) return last();
      if (next.done) close();
      return next;
    },
    return: () => {
      close();
      return source.return();
    },
    throw: (error) => {
      close();
      return source.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      close();
      await source.return();
    },
  };
}
