import { type FormattedExecutionResult, type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { UnsignedViewer } from '../context.ts';
import type { RunSubscription } from '../subscriptions/run-subscription.ts';
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
export type Open = (request: OperationRequest, viewer: UnsignedViewer) => OpenOperation;

/** Runs one query or mutation to its end. */
export type ExecuteOnce = (
  request: OperationRequest,
  viewer: UnsignedViewer,
) => Promise<FormattedExecutionResult>;

export interface OpenOptions {
  schema(): GraphQLSchema;
  check: CheckOperation;
  runSubscription: RunSubscription;
  executeOnce: ExecuteOnce;
}

export function createOpen({ schema, check, runSubscription, executeOnce }: OpenOptions): Open {
  return (request, viewer) => {
    const checked = check(request, schema());
    if (checked.operation.operation !== OperationTypeNode.SUBSCRIPTION) {
      return { ...checked, start: () => executeOnce(request, viewer) };
    }
    // Made here and not in start(), so that faults of its variables are refusals and not a broken stream.
    const results = runSubscription({ ...checked, variables: request.variables ?? {}, viewer });
    return { ...checked, start: () => results };
  };
}
