import { randomUUID } from 'node:crypto';
import type { ApolloServer, ApolloServerPlugin } from '@apollo/server';
import { anonymous, type Logger } from '@visiobook/service';
import { getVariableValues } from 'graphql';
import type { GatewayContext } from '../context.ts';
import { prepareOperation } from '../execution/prepare-operation.ts';
import type { CheckOperation } from '../operations/check-operation.ts';
import type { FederatedGraph } from '../supergraph/federated-graph.ts';
import type { PersistedOperation } from './manifest.ts';

/** Ends a request that was only to be prepared; nobody sees it. */
class Prepared extends Error {}

/** Plans what is asked for and goes no further, for requests that say so. Must come before the plugins that refuse. */
export function prepareOnly(graph: FederatedGraph): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ contextValue, document, operation }) => {
        if (!contextValue.prepareOnly || !operation) return;
        const { coerced = {} } = getVariableValues(graph.schema(), operation.variableDefinitions ?? [], {});
        for (const inParts of [false, true])
          prepareOperation(graph.snapshot(), document, operation, coerced, inParts);
        contextValue.prepareOnly.done = true;
        throw new Prepared();
      },
    }),
  };
}

export interface WarmUpOptions {
  apollo: ApolloServer<GatewayContext>;
  graph: FederatedGraph;
  check: CheckOperation;
  operations: readonly PersistedOperation[];
  log: Logger;
}

/**
 * Parses, checks and plans the published operations where those that clients send will look for it: their first
 * request after a start or a reload is as quick as the next one.
 */
export async function warmUp({ apollo, graph, check, operations, log }: WarmUpOptions): Promise<void> {
  const before = performance.now();
  let unusable = 0;
  for (const { body, name, type } of operations) {
    try {
      if (type === 'subscription') check({ query: body }, graph.schema());
      else if (!(await isPrepared(apollo, body))) throw new Error('it is not valid under this supergraph');
    } catch (error) {
      unusable++;
      log.warn({ error, operation: name }, 'a published operation cannot be run');
    }
    // Requests that came meanwhile go first.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const ms = Math.round(performance.now() - before);
  log.info({ operations: operations.length, unusable, ms }, 'published operations are planned');
}

async function isPrepared(apollo: ApolloServer<GatewayContext>, query: string): Promise<boolean> {
  const contextValue = { viewer: anonymous(randomUUID()), prepareOnly: { done: false } };
  await apollo.executeOperation({ query }, { contextValue });
  return contextValue.prepareOnly.done;
}
