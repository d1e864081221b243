import { AppError, type Logger } from '@visiobook/service';
import {
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
} from 'graphql';
import type { UnsignedViewer } from '../context.ts';
import type { FormatError } from '../errors/format-error.ts';
import type { Headers } from '../http/header-lists.ts';
import { type CheckedOperation, DocumentRefused } from '../operations/check-operation.ts';
import { coerceVariables } from '../operations/coerce-variables.ts';
import type { Subgraphs } from '../subgraph-client/subgraphs.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import { inCurrentTrace, startSubscriptionSpan } from '../telemetry/subscription-span.ts';
import { closable } from './closable.ts';
import { createEventCompleter } from './complete-event.ts';
import { followUpstream, type NumberedEvent } from './follow-upstream.ts';
import { inOrder } from './in-order.ts';
import { type PlanVersion, planInForce, whileFromSource } from './plan-in-force.ts';
import { planSubscription } from './plan-subscription.ts';
import { makeResumable } from './resume-point.ts';
import { createShareStream, type NumberedResult, type SlowReader } from './shared-streams.ts';
import { streamKey } from './stream-key.ts';

export interface SubscriptionRequest extends CheckedOperation {
  variables: Record<string, unknown>;
  viewer: UnsignedViewer;
  forwarded?: Headers | undefined;
  /** As the client asks; undefined where it says nothing. */
  slowReader: SlowReader | undefined;
}

/** Runs a checked subscription: results for the client, in order, read from upstream only as they are asked for. */
export type RunSubscription = (
  request: SubscriptionRequest,
) => AsyncGenerator<FormattedExecutionResult, void, void>;

export interface RunSubscriptionOptions {
  snapshot(): Snapshot;
  afterReload(tell: () => void): () => void;
  subgraphs: Subgraphs;
  formatError: FormatError;
  /** For how long a cut stream is asked for again. */
  resumeMs: number;
  /** Most events of a stream that wait for a slow reader before the stream is cut and asked for again later. */
  buffer: number;
  /** Fields whose slow readers get only the newest events unless they ask for all; `*` for every field. */
  newest: ReadonlySet<string>;
  log: Logger;
}

/** Subscriptions over the federated graph, as ARCHITECTURE §6 describes them. */
export function createRunSubscription(options: RunSubscriptionOptions): RunSubscription {
  const { subgraphs, formatError, resumeMs, buffer } = options;

  const share = createShareStream();

  return ({ document, operation, variables, viewer, forwarded = {}, slowReader }) => {
    const snapshot = options.snapshot();
    const coerced = coerceVariables(snapshot.schema, operation, variables);
    if (coerced.errors) throw new DocumentRefused(coerced.errors);
    const resumable = makeResumable(snapshot.schema, document, operation, coerced.coerced);
    const planned = resumable?.document ?? document;
    const { newest } = options;
    // Who says from where to go on counts on every number after it.
    const isNewest =
      resumable?.start === undefined && resumable && (newest.has('*') || newest.has(resumable.field));
    const planWith = (version: Snapshot) =>
      planSubscription(version, planned, resumable?.operation ?? operation, coerced.coerced);
    // What cannot be planned is refused here, before the stream begins.
    planWith(snapshot);
    const operationName = operation.name?.value;
    const open = (start: number | undefined) => {
      const gone = new AbortController();
      const span = startSubscriptionSpan(operationName);
      const log = options.log.child({ correlationId: viewer.requestId });
      const force = planInForce({
        snapshot: options.snapshot,
        afterReload: options.afterReload,
        document: planned,
        planWith,
        resumable: resumable !== undefined,
      });
      /** By which plan each event is completed. */
      const versions = new WeakMap<FormattedExecutionResult, PlanVersion>();
      const upstream = followUpstream({
        open: (after) => {
          const used = force.current();
          const { query, variableNames, subgraph } = used.plan.upstream;
          const all = { ...variables, ...resumable?.variablesAfter(after) };
          const upstreamOperation = {
            query,
            variables: pick(all, variableNames),
            viewer,
            forwarded,
            // What cannot be asked for again may wait here longer.
            buffer: resumable ? buffer : buffer * 16,
            signal: gone.signal,
          };
          const events = span.within(() => subgraphs.get(subgraph).socket.subscribe(upstreamOperation));
          return whileFromSource(events, used, force.current, (event, version) =>
            versions.set(event, version),
          );
        },
        takeSeq: resumable && ((data) => force.current().plan.seqOf(data)),
        start,
        resumeMs,
        signal: gone.signal,
        log,
      });
      const completers = new WeakMap<PlanVersion, ReturnType<typeof createEventCompleter>>();
      const completerOf = (version: PlanVersion) => {
        const present = completers.get(version);
        if (present) return present;
        const context = { viewer, forwarded, signal: gone.signal };
        const made = createEventCompleter({ ...version, variables, context, sources: subgraphs.sources() });
        completers.set(version, made);
        return made;
      };
      const completeOne = async (event: FormattedExecutionResult) => {
        const complete = completerOf(versions.get(event) ?? force.current());
        const result = await span.within(() => complete(event));
        // The number that we asked for is not the client's.
        resumable?.takeSeq(result.data);
        return result;
      };
      const completed = results(upstream, completeOne, formatError);
      return closable(completed, () => {
        gone.abort();
        force.stop();
        span.end();
      });
    };
    return share({
      key: streamKey(snapshot, planned, operation, variables, viewer, forwarded),
      start: resumable?.start,
      resumable: resumable !== undefined,
      slowReader: slowReader ?? (isNewest ? 'NEWEST' : 'LATER'),
      buffer,
      open: inCurrentTrace(open),
    });
  };
}

/** Events that are completed together, so that a stream is not as slow as the way to other subgraphs and back. */
const AT_A_TIME = 32;

async function* results(
  upstream: AsyncGenerator<NumberedEvent, void, void>,
  complete: (event: FormattedExecutionResult) => Promise<ExecutionResult>,
  formatError: FormatError,
): AsyncGenerator<NumberedResult, void, void> {
  try {
    const completed = inOrder(upstream, AT_A_TIME, async ({ event, seq }) => ({
      ...(await complete(event)),
      seq,
    }));
    for await (const { data, errors, seq } of completed) {
      const result = {
        ...(data === undefined ? {} : { data }),
        ...(errors?.length ? { errors: errors.map((error) => formatError(asFormatted(error), error)) } : {}),
      };
      yield { result, seq };
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    yield { result: { errors: [formatError({ message: error.message }, error)] }, seq: undefined };
  }
}

/** Errors of the executor are GraphQLErrors, or what a data source threw. */
function asFormatted(error: unknown): GraphQLFormattedError {
  return error instanceof GraphQLError ? error.toJSON() : { message: String(error) };
}

function pick(all: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in all).map((name) => [name, all[name]]));
}
