import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { AppError, type Logger, type Metrics } from '@visiobook/service';
import { GraphQLError, type ValidationRule } from 'graphql';
import type { GatewayContext } from '../context.ts';
import type { FormatError } from '../errors/format-error.ts';
import { stringifyResult } from '../execution/answer-text.ts';
import type { LimitCost } from '../limits/limit-cost.ts';
import { prepareOnly } from '../persisted/warm-up.ts';
import type { FederatedGraph } from '../supergraph/federated-graph.ts';
import { graphqlSpans } from '../telemetry/graphql-spans.ts';
import { planView } from '../telemetry/plan-view.ts';
import { watchOperations } from '../telemetry/watch-operations.ts';
import { cacheHeaders } from './cache-headers.ts';
import { CSRF_HEADERS } from './csrf.ts';

export interface CreateApolloOptions {
  graph: FederatedGraph;
  introspection: boolean;
  maxTokens: number;
  limitCost: LimitCost;
  metrics: Metrics;
  /** An operation that takes so long is logged. */
  slowMs: number;
  /** Who has it may see plans. */
  planScope: string;
  rules: readonly ValidationRule[];
  formatError: FormatError;
  log: Logger;
}

/** Apollo Server in front of the federated graph: parsing, validation, CSRF prevention, results. */
export function createApollo(options: CreateApolloOptions): ApolloServer<GatewayContext> {
  const { graph, introspection, maxTokens, rules, formatError, log } = options;
  return new ApolloServer<GatewayContext>({
    gateway: graph.gateway,
    introspection,
    validationRules: [...rules],
    parseOptions: { maxTokens },
    maxRecursiveSelections: true,
    // Done before, for every transport (resolve-text.ts).
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: { requestHeaders: CSRF_HEADERS },
    formatError,
    includeStacktraceInErrorResponses: false,
    stringifyResult,
    stopOnTerminationSignals: false,
    logger: log,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      graphqlSpans(),
      markWellFormed,
      watchOperations(options),
      cacheHeaders(graph),
      planView(graph, options.planScope),
      prepareOnly(graph),
      authorization(graph, options.limitCost),
    ],
  });
}

/** Apollo answers a missing operation and a faulty one alike; the status that we give depends on which it was. */
const markWellFormed: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    didResolveSource: async ({ contextValue }) => {
      if (contextValue.findings) contextValue.findings.wellFormed = true;
    },
  }),
};

/** Apollo ends the request with what is thrown here, before a plan is made. */
function authorization(
  { authorize }: FederatedGraph,
  limitCost: LimitCost,
): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ request, document, operation, contextValue }) => {
        if (!operation) throw refused(NAMELESS);
        try {
          authorize(document, operation, contextValue.viewer);
          limitCost({ document, operation }, request.variables ?? {});
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          throw refused(error);
        }
      },
    }),
  };
}

const NAMELESS = new AppError('BAD_USER_INPUT', 'Name one of the operations of the document.');

function refused({ message, code, status, details }: AppError): GraphQLError {
  return new GraphQLError(message, { extensions: { ...details, code, http: { status } } });
}
