import { AppError } from '@visiobook/service';
import type { FormattedExecutionResult } from 'graphql';
import type { SessionRevocations } from '../auth/session-revocations.ts';
import type { Caller } from '../context.ts';

const INTERRUPTED = Symbol('interrupted');
/** Node's timers hold no more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export type Results = AsyncGenerator<FormattedExecutionResult, void, void>;

export interface EndOptions {
  revocations: SessionRevocations;
  /** Calls back when a reload of the supergraph leaves the stream no right to go on. @returns stops watching */
  watchReloads(end: (reason: AppError) => void): () => void;
  lastResult(reason: AppError): FormattedExecutionResult;
}

export const ACCESS_ENDED = new AppError(
  'UNAUTHENTICATED',
  'The access has ended; refresh the session and ask again.',
);

/**
 * Ends a stream when the token that opened it expires, its session is revoked or the graph has it no more, with a last
 * result that says so, whatever the stream is waiting for.
 */
export function endWithAccess(
  source: Results,
  { viewer, until }: Pick<Caller, 'viewer' | 'until'>,
  { revocations, watchReloads, lastResult }: EndOptions,
): Results {
  let state: 'RUNNING' | 'ENDED' | 'OVER' = 'RUNNING';
  let interrupt: (() => void) | undefined;
  let reason: AppError = ACCESS_ENDED;
  const end = (why: AppError) => {
    if (state !== 'RUNNING') return;
    state = 'ENDED';
    reason = why;
    stop();
    interrupt?.();
  };
  const timer =
    until === undefined
      ? undefined
      : setTimeout(() => end(ACCESS_ENDED), Math.min(until - Date.now(), LONGEST_TIMER_MS));
  const unwatch =
    viewer.sessionId === null ? undefined : revocations.watch(viewer.sessionId, () => end(ACCESS_ENDED));
  const unwatchReloads = watchReloads(end);
  const stop = () => {
    clearTimeout(timer);
    unwatch?.();
    unwatchReloads();
  };
  const last = (): IteratorResult<FormattedExecutionResult, void> => {
    if (state === 'OVER') return { done: true, value: undefined };
    state = 'OVER';
    void source.return();
    return { done: false, value: lastResult(reason) };
  };
  const close = () => {
    state = 'OVER';
    stop();
  };
  return {
    async next() {
      if (state !== 'RUNNING') return last();
      // A promise of its own for each step: one that lives as long as the stream would collect a listener a step.
      const next = await new Promise<IteratorResult<FormattedExecutionResult, void> | typeof INTERRUPTED>(
        (resolve, reject) => {
          interrupt = () => resolve(INTERRUPTED);
          source.next().then(resolve, reject);
        },
      );
      if (next === INTERRUPTED) return last();
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
