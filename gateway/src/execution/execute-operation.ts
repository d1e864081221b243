import type { GraphQLDataSource } from '@apollo/gateway';
import {
  type DocumentNode,
  type ExecutionResult,
  executeSync,
  GraphQLError,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { GatewayContext } from '../context.ts';
import { coerceVariables } from '../operations/coerce-variables.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import { inSpan } from '../telemetry/execution-spans.ts';
import { answerPlan } from './answer-plan.ts';
import { executeInParts } from './execute-in-parts.ts';
import type { Flights } from './flights.ts';
import { prepareOperation } from './prepare-operation.ts';
import type { Introspect } from './shape-result.ts';
import { shareAnswer } from './share-answer.ts';
import type { Turns } from './turns.ts';

export interface OperationToExecute {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** As the client sent them. */
  variables: Record<string, unknown>;
  context: GatewayContext;
  sources: Readonly<Record<string, GraphQLDataSource>>;
  /** Queries that are under way; without them each runs by itself. */
  flights?: Flights | undefined;
  /** Without them each begins at once. */
  turns?: Turns | undefined;
}

type Asked = Pick<OperationToExecute, 'document' | 'operation' | 'variables'>;

/** Runs a valid query or mutation over the subgraphs. */
export async function executeOperation(
  snapshot: Snapshot,
  request: OperationToExecute,
): Promise<ExecutionResult> {
  const { document, operation, variables } = request;
  const { delivery } = request.context;
  const coerced = coerceVariables(snapshot.schema, operation, variables);
  if (coerced.errors) return { errors: coerced.errors.map(asUserFault) };
  return inSpan('gateway.request', {}, async () => {
    const prepared = inSpan('gateway.plan', {}, () =>
      prepareOperation(snapshot, document, operation, coerced.coerced, delivery !== undefined),
    );
    const { turns } = request;
    const options = {
      prepared: prepared.prepared,
      variables,
      context: request.context,
      sources: request.sources,
      progressed: turns?.progressed,
    };
    const introspect = introspection(snapshot, request);
    if (delivery && prepared.split) {
      const isObject = (name: string) => isObjectType(snapshot.supergraphSchema.getType(name));
      return executeInParts(prepared, { ...options, isObjectType: isObject }, introspect, delivery);
    }
    const answer = (context: GatewayContext) => {
      const begin = () => answerPlan({ ...options, context, snapshot, operation, prepared, introspect });
      return turns ? turns.run(context.signal, begin) : begin();
    };
    return operation.operation === OperationTypeNode.QUERY && request.flights
      ? shareAnswer(
          request.flights,
          { prepared: prepared.prepared, variables, context: request.context },
          answer,
        )
      : answer(request.context);
  });
}

/** Answers `__schema` and `__type` for an operation. */
export function introspection(snapshot: Snapshot, { document, operation, variables }: Asked): Introspect {
  return (field) => {
    const only: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [
        { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: [field] } },
        ...document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION),
      ],
    };
    const { data } = executeSync({ schema: snapshot.schema, document: only, variableValues: variables });
    return data?.[field.alias?.value ?? field.name.value] ?? null;
  };
}

function asUserFault(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, {
    ...(error.nodes ? { nodes: error.nodes } : {}),
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });
}
