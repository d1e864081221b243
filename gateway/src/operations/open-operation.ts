import { AppError } from '@visiobook/service';
import {
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
} from 'graphql';
import type { SessionRevocations } from '../auth/session-revocations.ts';
import type { Caller } from '../context.ts';
import type { FormatError } from '../errors/format-error.ts';
import { closable } from '../subscriptions/closable.ts';
import { ACCESS_ENDED, endWithAccess } from '../subscriptions/end-with-access.ts';
import type { RunSubscription } from '../subscriptions/run-subscription.ts';
import type { EnterStream } from '../subscriptions/stream-limits.ts';
import type { CheckedOperation, CheckOperation, OperationRequest } from './check-operation.ts';
import { coerceVariables } from './coerce-variables.ts';
import type { Admission, GuardOperation } from './guard-operation.ts';

export type OperationResults =
  | AsyncGenerator<FormattedExecutionResult, void, void>
  | Promise<FormattedExecutionResult>;

export interface OpenOperation extends CheckedOperation {
  /** Runs it: a generator for a subscription, one result for the others. */
  start(): OperationResults;
}

/**
 * Checks an operation of any kind for a streaming transport and makes it ready to run.
 *
 * @throws DocumentRefused | AppError
 */
export type Open = (request: OperationRequest, caller: Caller) => Promise<OpenOperation>;

/** Runs one query or mutation to its end. */
export type ExecuteOnce = (request: OperationRequest, caller: Caller) => Promise<FormattedExecutionResult>;

export interface OpenOptions {
  schema(): GraphQLSchema;
  afterReload(tell: () => void): () => void;
  check: CheckOperation;
  runSubscription: RunSubscription;
  guard: GuardOperation;
  executeOnce: ExecuteOnce;
  enterStream: EnterStream;
  revocations: SessionRevocations;
  formatError: FormatError;
}

export function createOpen(options: OpenOptions): Open {
  const {
    schema,
    afterReload,
    check,
    guard,
    runSubscription,
    executeOnce,
    enterStream,
    revocations,
    formatError,
  } = options;
  const lastResult = (reason: AppError): FormattedExecutionResult => ({
    errors: [formatError({ message: reason.message }, reason)],
  });

  /** Whether a stream that runs may be asked for under the new supergraph, and would have the same parts. */
  const stillGood = async (request: OperationRequest, caller: Caller, { allowed }: Admission) => {
    const checked = check(request, schema());
    const now = await guard.access(checked, caller);
    return now?.key === allowed?.key;
  };

  return async (request, caller) => {
    // A socket outlives the token that opened it; what it starts does not.
    if (caller.until !== undefined && caller.until <= Date.now()) throw ACCESS_ENDED;
    const { sessionId } = caller.viewer;
    if (sessionId !== null && revocations.isRevoked(sessionId)) throw ACCESS_ENDED;
    const checked = check(request, schema());
    if (checked.operation.operation !== OperationTypeNode.SUBSCRIPTION) {
      return { ...checked, start: () => executeOnce(request, caller) };
    }
    const { viewer } = caller;
    const variables = request.variables ?? {};
    const { coerced } = coerceVariables(schema(), checked.operation, variables);
    const admission = await guard.admit(checked, variables, caller);
    const leave = enterStream(caller);
    try {
      // Made here and not in start(), so that faults of its variables are refusals and not a broken stream.
      const wanted = request.extensions?.slowReader;
      const slowReader = wanted === 'NEWEST' || wanted === 'LATER' ? wanted : undefined;
      const results = runSubscription({
        ...checked,
        ...admission.allowed,
        variables,
        viewer,
        forwarded: caller.forwarded,
        slowReader,
      });
      const admitted = admittedResults(results, admission, coerced ?? {}, formatError);
      const watchReloads = (end: (reason: AppError) => void) =>
        afterReload(() => {
          stillGood(request, caller, admission).then(
            (good) => good || end(CHANGED),
            () => end(CHANGED),
          );
        });
      const ending = { revocations, watchReloads, lastResult };
      const stream = closable(endWithAccess(admitted, caller, ending), leave);
      return { ...checked, start: () => stream };
    } catch (error) {
      leave();
      throw error;
    }
  };
}

const CHANGED = new AppError(
  'SCHEMA_CHANGED',
  'The graph has changed, and this operation is not valid any more; load the newest client.',
);

/** Charges each event, and gives it the shape that was asked for where parts of it were refused. */
function admittedResults(
  results: AsyncGenerator<FormattedExecutionResult, void, void>,
  { allowed, cost }: Admission,
  variables: Record<string, unknown>,
  formatError: FormatError,
): AsyncGenerator<FormattedExecutionResult, void, void> {
  if (!allowed && !cost.isPaid) return results;
  let spent = 0;
  const admit = (result: FormattedExecutionResult): FormattedExecutionResult => {
    spent += cost.measure(result.data);
    cost.settle(spent);
    if (!allowed) return result;
    const { errors = [], ...rest } = allowed.complete(result as ExecutionResult, variables);
    const formatted = errors.map((error) =>
      error instanceof GraphQLError ? formatError(error.toJSON(), error) : error,
    );
    const { extensions } = result;
    return {
      ...(extensions ? { extensions } : {}),
      ...rest,
      ...(formatted.length > 0 ? { errors: formatted } : {}),
    };
  };
  return {
    next: async () => {
      const next = await results.next();
      return next.done ? next : { done: false, value: admit(next.value) };
    },
    return: () => results.return(),
    throw: (error) => results.throw(error),
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: async () => void (await results.return()),
  };
}
