import { ApolloServer } from '@apollo/server';
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
    csrfPrevention: true,
    formatError,
    includeStacktraceInErrorResponses: false,
    status400ForVariableCoercionErrors: true,
    stringifyResult: (result) => JSON.stringify(result),
    stopOnTerminationSignals: false,
    logger: log,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      graphqlSpans(),
    ],
  });
}
