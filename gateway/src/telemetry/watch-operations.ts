import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../context.ts';
import { whenComplete } from '../deferral/delivery.ts';
import type { ObserveOperation } from './observe-operation.ts';

/** Observes what Apollo Server answers. */
export function watchOperations(observe: ObserveOperation): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async ({ contextValue: { startedAt = performance.now() } }) => {
      return {
        willSendResponse: async ({ contextValue, operation, operationName, source, response }) => {
          whenComplete(contextValue.delivery, (hadErrors) => {
            const single = response.body.kind === 'single' ? response.body.singleResult : undefined;
            observe({
              context: contextValue,
              type: operation?.operation,
              operationName,
              source,
              startedAt,
              hasData: Boolean(single?.data),
              hasErrors: hadErrors || (single?.errors?.length ?? 0) > 0,
            });
          });
        },
      };
    },
  };
}
