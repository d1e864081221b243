import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { AppError } from '@visiobook/service';
import { GraphQLError } from 'graphql';
import type { GatewayContext } from '../context.ts';
import { whenComplete } from '../deferral/delivery.ts';
import { plainData } from '../execution/answer-text.ts';
import type { Admission, GuardOperation } from '../operations/guard-operation.ts';
import type { WatchCost } from '../telemetry/watch-costs.ts';

/** Guards what Apollo Server runs: it ends a request with what is thrown here, before a plan is made. */
export function guardPlugin(guard: GuardOperation, watchCost: WatchCost): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async () => {
      let admission: Admission | undefined;
      return {
        didResolveOperation: async ({ request, document, operation, contextValue }) => {
          if (!operation) throw refused(NAMELESS);
          const { caller } = contextValue;
          if (!caller) return;
          try {
            admission = await (contextValue.admission ??
              guard.admit({ document, operation }, request.variables ?? {}, caller));
          } catch (error) {
            throw error instanceof AppError ? refused(error) : error;
          }
          if (admission.allowed) contextValue.allowed = admission.allowed;
        },
        willSendResponse: async ({ contextValue: { caller, viewer, delivery }, operationName, response }) => {
          if (!admission || !caller) return;
          const { cost } = admission;
          const { body } = response;
          const result = body.kind === 'single' ? body.singleResult : body.initialResult;
          // The data grows by what comes in later parts; what they cost is known when the last one has been sent.
          whenComplete(delivery, () => {
            const asked = { client: caller.client, operationName, scopes: viewer.scopes };
            const report = watchCost(asked, cost, () => plainData(result.data));
            if (report) result.extensions = { ...result.extensions, cost: report };
          });
        },
      };
    },
  };
}

const NAMELESS = new AppError('BAD_USER_INPUT', 'Name one of the operations of the document.');

function refused({ message, code, status, details }: AppError): GraphQLError {
  const headers = new HeaderMap();
  if (details.retryAfter !== undefined) headers.set('retry-after', String(details.retryAfter));
  if (status === 401) headers.set('www-authenticate', 'Bearer');
  return new GraphQLError(message, { extensions: { ...details, code, http: { status, headers } } });
}
