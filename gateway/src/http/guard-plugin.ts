import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { AppError } from '@visiobook/service';
import { GraphQLError } from 'graphql';
import type { GatewayContext } from '../context.ts';
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
            admission = await guard({ document, operation }, request.variables ?? {}, caller);
          } catch (error) {
            throw error instanceof AppError ? refused(error) : error;
          }
          if (admission.allowed) contextValue.allowed = admission.allowed;
        },
        willSendResponse: async ({ contextValue: { caller, viewer }, operationName, response }) => {
          if (!admission || !caller) return;
          const { body } = response;
          const result = body.kind === 'single' ? body.singleResult : body.initialResult;
          const { cost } = admission;
          const measured = once(() => cost.measure(plainData(result.data)));
          if (cost.isPaid) cost.settle(measured());
          const asked = { client: caller.client, operationName, scopes: viewer.scopes };
          const report = watchCost(asked, cost, measured);
          if (report) result.extensions = { ...result.extensions, cost: report };
        },
      };
    },
  };
}

/** An answer is written as text; reading it again to measure it is work that few answers need, and none twice. */
function once(measure: () => number): () => number {
  let value: number | undefined;
  return () => {
    value ??= measure();
    return value;
  };
}

const NAMELESS = new AppError('BAD_USER_INPUT', 'Name one of the operations of the document.');

function refused({ message, code, status, details }: AppError): GraphQLError {
  const headers = new HeaderMap();
  if (details.retryAfter !== undefined) headers.set('retry-after', String(details.retryAfter));
  if (status === 401) headers.set('www-authenticate', 'Bearer');
  return new GraphQLError(message, { extensions: { ...details, code, http: { status, headers } } });
}
