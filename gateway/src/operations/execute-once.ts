import type { ApolloServer } from '@apollo/server';
import type { FormattedExecutionResult } from 'graphql';
import type { GatewayContext } from '../context.ts';
import type { ExecuteOnce } from './open-operation.ts';
import type { RunKnown } from './run-known.ts';

/** Queries and mutations that come over a WebSocket take the same road as those over HTTP, behind its door. */
export function createExecuteOnce(
  apollo: ApolloServer<GatewayContext>,
  runKnown: RunKnown,
  operationMs: number,
): ExecuteOnce {
  return async (request, caller) => {
    const context: GatewayContext = {
      viewer: caller.viewer,
      caller,
      forwarded: caller.forwarded,
      fetches: [],
      deadline: performance.now() + operationMs,
    };
    const known = await runKnown(request, context);
    if (known) return known;
    const { query, operationName, variables } = request;
    const { body } = await apollo.executeOperation(
      {
        query,
        ...(operationName ? { operationName } : {}),
        ...(variables ? { variables } : {}),
      },
      { contextValue: context },
    );
    if (body.kind === 'incremental') throw new Error('Incremental delivery was not asked for.');
    return body.singleResult as FormattedExecutionResult;
  };
}
