import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from '@visiobook/service';
import type { ValidationRule } from 'graphql';
import type { GatewayContext } from '../context.ts';
import type { FormatError } from '../errors/format-error.ts';
import { AnswerText, stringifyResult } from '../execution/answer-text.ts';
import type { GuardOperation } from '../operations/guard-operation.ts';
import type { DocumentStore } from '../persisted/document-store.ts';
import type { FederatedGraph } from '../supergraph/federated-graph.ts';
import { graphqlSpans } from '../telemetry/graphql-spans.ts';
import type { ObserveOperation } from '../telemetry/observe-operation.ts';
import { planView } from '../telemetry/plan-view.ts';
import type { WatchCost } from '../telemetry/watch-costs.ts';
import { watchOperations } from '../telemetry/watch-operations.ts';
import { cacheHeaders } from './cache-headers.ts';
import { CSRF_HEADERS } from './csrf.ts';
import { guardPlugin } from './guard-plugin.ts';

export interface CreateApolloOptions {
  graph: FederatedGraph;
  introspection: boolean;
  maxTokens: number;
  documents: DocumentStore;
  guard: GuardOperation;
  watchCost: WatchCost;
  observe: ObserveOperation;
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
    documentStore: options.documents,
    parseOptions: { maxTokens },
    // With it Apollo Server would apply our rules after all others, which they are to spare; ours are narrower, if on.
    maxRecursiveSelections: maxTokens === Number.POSITIVE_INFINITY,
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
      noteFindings,
      watchOperations(options.observe),
      cacheHeaders(graph),
      planView(graph, options.planScope),
      guardPlugin(options.guard, options.watchCost),
    ],
  });
}

/**
 * Apollo answers a missing operation and a faulty one alike; the status that we give depends on which it was. And it
 * knows answers as strings only, which would be encoded anew for each of those who share one.
 */
const noteFindings: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    didResolveSource: async ({ contextValue }) => {
      if (contextValue.findings) contextValue.findings.wellFormed = true;
    },
    willSendResponse: async ({ contextValue: { findings }, response: { body } }) => {
      const data: unknown = body.kind === 'single' ? body.singleResult.data : undefined;
      if (findings && data instanceof AnswerText) findings.answer = data;
    },
  }),
};
