import {
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
} from 'graphql';
import type { GatewayContext } from '../context.ts';
import type { FormatError } from '../errors/format-error.ts';
import { plainData } from '../execution/answer-text.ts';
import type { DocumentStore } from '../persisted/document-store.ts';
import { nameOperation } from '../telemetry/graphql-spans.ts';
import type { ObserveOperation } from '../telemetry/observe-operation.ts';
import type { WatchCost } from '../telemetry/watch-costs.ts';
import type { CheckedOperation, OperationRequest } from './check-operation.ts';
import type { GuardOperation } from './guard-operation.ts';

/** An operation that passed all checks. */
export interface OperationToRun extends CheckedOperation {
  schema: GraphQLSchema;
  variables: Record<string, unknown>;
  context: GatewayContext;
}

export type RunOperation = (request: OperationToRun) => Promise<ExecutionResult>;

/**
 * Runs a query or mutation whose text was checked before, past Apollo Server and by the same rules.
 *
 * @returns undefined where Apollo Server is to answer: what is not known, and what is refused or fails as a whole. The
 * context then holds what was decided and done, so that nothing is counted, charged or run twice.
 */
export type RunKnown = (
  request: OperationRequest,
  context: GatewayContext,
) => Promise<FormattedExecutionResult | undefined>;

export interface RunKnownOptions {
  schema(): GraphQLSchema;
  documents: Pick<DocumentStore, 'find'>;
  guard: GuardOperation;
  run: RunOperation;
  observe: ObserveOperation;
  watchCost: WatchCost;
  formatError: FormatError;
}

export function createRunKnown(options: RunKnownOptions): RunKnown {
  const { documents, guard, run, observe, watchCost, formatError } = options;
  return async ({ query, operationName, variables }, context) => {
    const { caller, viewer } = context;
    const schema = options.schema();
    const document = documents.find(schema, query);
    const operation = document && getOperationAST(document, operationName);
    if (!caller || !operation || operation.operation === OperationTypeNode.SUBSCRIPTION) return undefined;
    const startedAt = performance.now();
    context.startedAt = startedAt;
    const checked = { document, operation };
    nameOperation(operation);

    const admitting = guard.admit(checked, variables ?? {}, caller);
    context.admission = admitting;
    const admission = await admitting.catch(() => undefined);
    if (!admission) return undefined;
    if (admission.allowed) context.allowed = admission.allowed;

    const running = run({ schema, ...checked, variables: variables ?? {}, context });
    context.outcome = running;
    const result = await running.catch(() => undefined);
    if (result?.data === undefined || result.errors?.some(saysStatus)) return undefined;

    const { data, errors = [], ...rest } = result;
    const name = operation.name?.value ?? null;
    observe({
      context,
      type: operation.operation,
      operationName: name,
      source: query,
      startedAt,
      hasData: data !== null,
      hasErrors: errors.length > 0,
    });
    const asked = { client: caller.client, operationName: name, scopes: viewer.scopes };
    const cost = watchCost(asked, admission.cost, () => plainData(data));
    return {
      ...(errors.length > 0 ? { errors: errors.map((error) => formatError(asSaid(error), error)) } : {}),
      data,
      ...rest,
      ...(cost ? { extensions: { ...rest.extensions, cost } } : {}),
    };
  };
}

/** Apollo Server lets an error set the status of the whole answer. */
function saysStatus({ extensions }: GraphQLError): boolean {
  return extensions?.http !== undefined;
}

/** An error as Apollo Server hands it to who formats it. */
function asSaid(error: GraphQLError) {
  const { extensions } = error;
  return {
    ...(error instanceof GraphQLError ? error.toJSON() : { message: String(error) }),
    extensions: { ...extensions, code: extensions?.code ?? 'INTERNAL_SERVER_ERROR' },
  };
}
