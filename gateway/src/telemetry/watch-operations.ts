import type { ApolloServerPlugin } from '@apollo/server';
import type { Logger, Metrics } from '@visiobook/service';
import type { GatewayContext } from '../context.ts';
import { whenComplete } from '../deferral/delivery.ts';
import { sha256 } from '../persisted/manifest.ts';
import type { LabelOperation } from './operation-labels.ts';

export interface WatchOperationsOptions {
  metrics: Metrics;
  log: Logger;
  /** An operation that takes so long is logged. */
  slowMs: number;
  labels: LabelOperation;
}

/** Counts and times queries and mutations by client and name, and logs the slow ones with where their time went. */
export function watchOperations(options: WatchOperationsOptions): ApolloServerPlugin<GatewayContext> {
  const { metrics, log, slowMs, labels } = options;
  return {
    requestDidStart: async () => {
      const startedAt = performance.now();
      return {
        willSendResponse: async ({ contextValue, operation, operationName, source, response }) => {
          const { caller, fetches = [], viewer } = contextValue;
          if (!caller) return;
          whenComplete(contextValue.delivery, (hadErrors) => {
            const ms = performance.now() - startedAt;
            const single = response.body.kind === 'single' ? response.body.singleResult : undefined;
            const outcome =
              hadErrors || single?.errors?.length ? (single?.data ? 'partial' : 'failed') : 'ok';
            const { client, operation: name } = labels(caller.client, operationName);
            const type = operation?.operation ?? 'none';
            metrics.graphqlDuration.observe({ client, operation: name, type, outcome }, ms / 1000);
            if (ms < slowMs) return;
            log.warn(
              {
                client: caller.client,
                operation: operationName,
                hash: source && sha256(source),
                ms: Math.round(ms),
                outcome,
                fetches: fetches.map(({ subgraph, ms }) => ({ subgraph, ms: Math.round(ms) })),
                correlationId: viewer.requestId,
              },
              'a slow operation',
            );
          });
        },
      };
    },
  };
}
