import { randomUUID } from 'node:crypto';
import type { GraphQLDataSource } from '@apollo/gateway';
import type { GatewayGraphQLResponse } from '@apollo/server-gateway-interface';
import { anonymous, type Logger, type Metrics, VIEWER_HEADER } from '@visiobook/service';
import type { GatewayContext } from '../context.ts';
import type { Flights } from '../execution/flights.ts';
import { senderKey } from '../execution/share-answer.ts';
import { collectReturned } from '../http/header-lists.ts';
import { type CallSubgraph, CircuitOpen } from './call-subgraph.ts';
import { readAnswer, type SubgraphAnswer } from './replica.ts';
import type { SignedViewer } from './signed-viewer.ts';
import { unreachableErrors } from './unreachable-errors.ts';

export interface SubgraphSourceOptions {
  name: string;
  call: CallSubgraph;
  /** States who asks, as subgraphs believe it. */
  signed: SignedViewer | undefined;
  /** Headers of its answers that go back to clients. */
  returnHeaders: readonly string[];
  flights: Flights | undefined;
  log: Logger;
  metrics: Metrics;
}

export interface SubgraphSource extends GraphQLDataSource<GatewayContext> {
  isAlive(): Promise<boolean>;
}

/** The milliseconds that are left for an answer; a subgraph may pass on less, and give up when they are over. */
export const DEADLINE_HEADER = 'x-visiobook-deadline';

/** Less than a readiness check may take. */
const ALIVE_MS = 1_500;

/**
 * Sends one fetch of a plan to a subgraph. It never rejects: a subgraph that does not answer gives errors with the
 * paths of the fields that are missing, so that the rest of the client's answer stands.
 *
 * undici's instrumentation adds the trace context; the correlation id and the signed viewer are ours.
 */
export function createSubgraphSource(options: SubgraphSourceOptions): SubgraphSource {
  const { name, call, signed, returnHeaders, flights, log, metrics } = options;

  const send = async (
    query: string,
    variables: unknown,
    context: GatewayContext,
  ): Promise<SubgraphAnswer> => {
    const body = JSON.stringify({ query, variables });
    const isQuery = !/^\s*mutation\b/.test(query);
    if (!flights || !isQuery) return post(body, isQuery, context);
    const { outcome, joined } = await flights.board(
      `${name} ${senderKey(context)} ${body}`,
      context,
      (signal) => post(body, isQuery, { ...context, signal }),
    );
    // Each reader makes the answer part of its own.
    return joined ? (readAnswer(outcome.text) ?? outcome) : outcome;
  };

  const post = (
    body: string,
    isQuery: boolean,
    { viewer, signal, deadline, forwarded, returned }: GatewayContext,
  ) =>
    call({
      body,
      headers: (leftMs) => ({
        'content-type': 'application/json',
        accept: 'application/json',
        'x-correlation-id': viewer.requestId,
        [DEADLINE_HEADER]: String(leftMs),
        ...forwarded,
        ...(signed ? { [VIEWER_HEADER]: signed(viewer) } : {}),
      }),
      onHeaders:
        returnHeaders.length > 0 ? (headers) => collectReturned(returned, returnHeaders, headers) : undefined,
      isQuery,
      signal,
      deadline,
    });

  return {
    async process({ request, context }) {
      const { query = '', variables } = request;
      const startedAt = performance.now();
      try {
        const answer = await send(query, variables, context as GatewayContext);
        for (const error of answer.errors ?? [])
          Object.assign(error, { extensions: { ...error.extensions, serviceName: name } });
        return answer as GatewayGraphQLResponse;
      } catch (error) {
        if (!(context as GatewayContext).signal?.aborted) {
          metrics.errors.inc({ code: 'UNAVAILABLE' });
          // The opening of the circuit was logged; each call that it stops is no news.
          if (!(error instanceof CircuitOpen))
            log.warn({ error, subgraph: name }, 'a subgraph did not answer');
        }
        return { data: null, errors: unreachableErrors(name, query, variables) } as GatewayGraphQLResponse;
      } finally {
        (context as GatewayContext).fetches?.push({ subgraph: name, ms: performance.now() - startedAt });
      }
    },
    isAlive: async () => {
      const context = { viewer: anonymous(randomUUID()), deadline: performance.now() + ALIVE_MS };
      const answer = await send('{ __typename }', {}, context).catch(() => undefined);
      return answer?.data != null;
    },
  };
}
