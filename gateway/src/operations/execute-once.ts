import type { ApolloServer } from '@apollo/server';
import type { FormattedExecutionResult } from 'graphql';
import type { GatewayContext } from '../context.ts';
import type { ExecuteOnce } from './open-operation.ts';

/** Queries and mutations that come over a WebSocket take the same road as those over HTTP, behind its door. */
export function createExecuteOnce(apollo: ApolloServer<GatewayContext>, operationMs: number): ExecuteOnce {
  return async ({ query, operationName, variables }, caller) => {
    const { body } = await apollo.executeOperation(
      {
        query,
        ...(operationName ? { operationName } : {}),
        ...(variables ? { variables } : {}),
      },
      {
        contextValue: {
          viewer: caller.viewer,
          caller,
          forwarded: caller.forwarded,
          fetches: [],
          deadline: performance.now() + operationMs,
        },
      },
    );
    if (body.kind === 'incremental') throw new Error('Incremental delivery was not asked for.');
    return body.singleResult as FormattedExecutionResult;
  };
}
