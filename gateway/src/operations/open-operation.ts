import { AppError } from '@visiobook/service';
import { type FormattedExecutionResult, type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { SessionRevocations } from '../auth/session-revocations.ts';
import type { Caller } from '../context.ts';
import type { FormatError } from '../errors/format-error.ts';
import type { LimitCost } from '../limits/limit-cost.ts';
import { closable } from '../subscriptions/closable.ts';
import { endWithAccess } from '../subscriptions/end-with-access.ts';
import type { RunSubscription } from '../subscriptions/run-subscription.ts';
import type { EnterStream } from '../subscriptions/stream-limits.ts';
import type { FederatedGraph } from '../supergraph/federated-graph.ts';
import type { CheckedOperation, CheckOperation, OperationRequest } from './check-operation.ts';

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
export type Open = (request: OperationRequest, caller: Caller) => OpenOperation;

/** Runs one query or mutation to its end. */
export type ExecuteOnce = (request: OperationRequest, caller: Caller) => Promise<FormattedExecutionResult>;

export interface OpenOptions {
  schema(): GraphQLSchema;
  authorize: FederatedGraph['authorize'];
  check: CheckOperation;
  runSubscription: RunSubscription;
  limitCost: LimitCost;
  executeOnce: ExecuteOnce;
  enterStream: EnterStream;
  revocations: SessionRevocations;
  formatError: FormatError;
}

export function createOpen(options: OpenOptions): Open {
  const { schema, authorize, check, limitCost, runSubscription, executeOnce, enterStream, revocations } =
    options;
  const accessEnded = (): FormattedExecutionResult => ({
    errors: [options.formatError({ message: ENDED.message }, ENDED)],
  });

  return (request, caller) => {
    // A socket outlives the token that opened it; what it starts does not.
    if (caller.until !== undefined && caller.until <= Date.now()) throw ENDED;
    const checked = check(request, schema());
    if (checked.operation.operation !== OperationTypeNode.SUBSCRIPTION) {
      return { ...checked, start: () => executeOnce(request, caller) };
    }
    const { viewer } = caller;
    authorize(checked.document, checked.operation, viewer);
    limitCost(checked, request.variables ?? {});
    const leave = enterStream(caller);
    try {
      // Made here and not in start(), so that faults of its variables are refusals and not a broken stream.
      const slowReader = request.extensions?.slowReader === 'NEWEST' ? 'NEWEST' : 'LATER';
      const variables = request.variables ?? {};
      const results = runSubscription({ ...checked, variables, viewer, slowReader });
      const stream = closable(endWithAccess(results, caller, revocations, accessEnded), leave);
      return { ...checked, start: () => stream };
    } catch (error) {
      leave();
      throw error;
    }
  };
}

const ENDED = new AppError('UNAUTHENTICATED', 'The access has ended; refresh the session and ask again.');
