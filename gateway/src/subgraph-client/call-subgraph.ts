import { setTimeout as sleep } from 'node:timers/promises';
import { type Bulkhead, createBulkhead } from './bulkhead.ts';
import type { OnHeaders, Replica, SubgraphAnswer } from './replica.ts';

export interface ResilienceOptions {
  /** For one call with all its tries, at most. */
  timeoutMs: number;
  /** Further tries of a query that got no answer. */
  retries: number;
  /** When a query is also sent to another replica. */
  hedgeMs: number;
  inFlight: number;
  queue: number;
}

export interface SubgraphCall {
  body: string;
  /** Made anew for each try, with the milliseconds that are left. */
  headers(leftMs: number): Record<string, string>;
  /** Only what changes nothing may be sent twice. */
  isQuery: boolean;
  onHeaders?: OnHeaders | undefined;
  /** Fires when nobody waits for the answer any more. */
  signal: AbortSignal | undefined;
  /** The moment, by `performance.now()`, at which the whole operation must have its answer. */
  deadline: number | undefined;
}

export type CallSubgraph = (call: SubgraphCall) => Promise<SubgraphAnswer>;

/** Each replica has failed so often that it is left alone for a while. */
export class CircuitOpen extends Error {
  override readonly name = 'CircuitOpen';
}

const FIRST_WAIT_MS = 40;
/** Retries may add a fifth to the calls, and no more, so that they cannot finish off what is overloaded. */
const RETRY_SHARE = 0.2;
const RETRY_RESERVE = 10;

/** Calls a subgraph within a time, by whichever replica answers. @throws Error when none does. */
export function createCallSubgraph(replicas: readonly Replica[], options: ResilienceOptions): CallSubgraph {
  const bulkhead: Bulkhead = createBulkhead(options);
  let budget = RETRY_RESERVE;
  let turn = 0;

  const choose = (not: ReadonlySet<Replica>): Replica | undefined => {
    for (let i = 0; i < replicas.length; i++) {
      const replica = replicas[(turn + i) % replicas.length] as Replica;
      if (not.has(replica) || !replica.circuit.enter()) continue;
      turn = (turn + i + 1) % replicas.length;
      return replica;
    }
    return undefined;
  };

  const attempt = async (call: Try, replica: Replica, signal: AbortSignal): Promise<SubgraphAnswer> => {
    try {
      const left = Math.max(1, Math.floor(call.endsAt - performance.now()));
      const answer = await replica.post(call.body, call.headers(left), signal, call.onHeaders);
      replica.circuit.succeeded();
      return answer;
    } catch (error) {
      const givenUp = signal.aborted && !call.isOutOfTime();
      // However often one call tries a replica, that is one failure of it.
      if (givenUp || call.failed.has(replica)) replica.circuit.cancelled();
      else replica.circuit.failed();
      call.failed.add(replica);
      throw error;
    }
  };

  /** One try: at one replica, and at a second one when the first is slow. The first good answer counts. */
  const hedged = async (call: Try): Promise<SubgraphAnswer> => {
    const fresh = choose(call.failed) ?? choose(new Set());
    if (!fresh) throw new CircuitOpen('its circuit is open');
    if (!call.isQuery || replicas.length === 1) return attempt(call, fresh, call.end);
    const over = new AbortController();
    const signal = AbortSignal.any([call.end, over.signal]);
    const tries = [attempt(call, fresh, signal)];
    try {
      const slow = Symbol('slow');
      const late = sleep(options.hedgeMs, slow, { signal }).catch(() => slow);
      const first = await Promise.race([tries[0], late]);
      if (first !== slow) return first as SubgraphAnswer;
      const second = call.end.aborted ? undefined : choose(new Set([fresh]));
      if (second) tries.push(attempt(call, second, signal));
      return await Promise.any(tries).catch((error: unknown) => {
        throw error instanceof AggregateError ? error.errors[0] : error;
      });
    } finally {
      over.abort();
      // Those that lost are aborted now; nobody hears of it.
      for (const each of tries) each.catch(() => {});
    }
  };

  return async (call) => {
    const endsAt = Math.min(performance.now() + options.timeoutMs, call.deadline ?? Number.POSITIVE_INFINITY);
    const leftMs = Math.ceil(endsAt - performance.now());
    if (leftMs <= 0) throw new Error('no time is left for it');
    budget = Math.min(RETRY_RESERVE, budget + RETRY_SHARE);
    // Not AbortSignal.timeout and AbortSignal.any: what they leave to the garbage collector outweighs the call itself.
    const ending = new AbortController();
    let outOfTime = false;
    const timer = setTimeout(() => {
      outOfTime = true;
      ending.abort(new Error(`no answer in ${leftMs} ms`));
    }, leftMs).unref();
    const giveUp = () => ending.abort(call.signal?.reason);
    if (call.signal?.aborted) giveUp();
    call.signal?.addEventListener('abort', giveUp, { once: true });
    const end = ending.signal;
    const tried: Try = { ...call, endsAt, end, isOutOfTime: () => outOfTime, failed: new Set() };
    try {
      return await bulkhead.run(end, async () => {
        for (let retry = 0; ; retry++) {
          try {
            return await hedged(tried);
          } catch (error) {
            const enough = !call.isQuery || retry >= options.retries || budget < 1;
            if (enough || end.aborted || error instanceof CircuitOpen) throw error;
            budget--;
            // By chance within a growing span, so that what failed together does not come back together.
            await sleep(Math.random() * FIRST_WAIT_MS * 2 ** retry, undefined, { signal: end }).catch(
              () => {},
            );
            if (end.aborted) throw error;
          }
        }
      });
    } finally {
      clearTimeout(timer);
      call.signal?.removeEventListener('abort', giveUp);
    }
  };
}

interface Try extends SubgraphCall {
  endsAt: number;
  /** Whether it ended because its time was up. */
  isOutOfTime(): boolean;
  /** Fires when the time is up or the caller has gone. */
  end: AbortSignal;
  /** Replicas that failed in this call. */
  failed: Set<Replica>;
}
