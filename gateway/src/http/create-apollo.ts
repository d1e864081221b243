import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from '@visiobook/service';
import type { ValidationRule } from 'graphql';
import type { GatewayContext } from '../context.ts';
import type { FormatError } from '../errors/format-error.ts';
import type { FederatedGraph } from '../supergraph/federated-graph.ts';
import { graphqlSpans } from '../telemetry/graphql-spans.ts';
import { CSRF_HEADERS } from './csrf.ts';

export interface CreateApolloOptions {
  graph: FederatedGraph;
  introspection: boolean;
  maxTokens: number;
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
    allowBatchedHttpRequests: false,
    csrfPrevention: { requestHeaders: CSRF_HEADERS },
    formatError,
    includeStacktraceInErrorResponses: false,
    stringifyResult: (result) => JSON.stringify(result),
    stopOnTerminationSignals: false,
    logger: log,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      graphqlSpans(),
      markWellFormed,
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
