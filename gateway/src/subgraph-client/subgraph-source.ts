import { randomUUID } from 'node:crypto';
import type { GraphQLDataSource } from '@apollo/gateway';
import type { GatewayGraphQLResponse } from '@apollo/server-gateway-interface';
import { anonymous, type Logger, type Metrics, signViewer, VIEWER_HEADER } from '@visiobook/service';
import type { GraphQLFormattedError } from 'graphql';
import type { Pool } from 'undici';
import type { GatewayContext } from '../context.ts';
import { unreachableErrors } from './unreachable-errors.ts';

export interface SubgraphSourceOptions {
  name: string;
  url: string;
  pool: Pool;
  platformKey: string;
  timeoutMs: number;
  log: Logger;
  metrics: Metrics;
}

export interface SubgraphSource extends GraphQLDataSource<GatewayContext> {
  isAlive(): Promise<boolean>;
}

/** Less than a readiness check may take. */
const ALIVE_MS = 1_500;

interface SubgraphAnswer {
  data?: Record<string, unknown> | null;
  errors?: GraphQLFormattedError[];
}

/**
 * Sends one fetch of a plan to a subgraph. It never rejects: a subgraph that does not answer gives errors with the
 * paths of the fields that are missing, so that the rest of the client's answer stands.
 *
 * undici's instrumentation adds the trace context; the correlation id and the signed viewer are ours.
 */
export function createSubgraphSource(options: SubgraphSourceOptions): SubgraphSource {
  const { name, pool, platformKey, timeoutMs, log, metrics } = options;
  const { pathname, search } = new URL(options.url);
  const path = pathname + search;

  const send = async (
    query: string,
    variables: unknown,
    context: GatewayContext,
  ): Promise<SubgraphAnswer> => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const { statusCode, body } = await pool.request({
      path,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'x-correlation-id': context.viewer.requestId,
        [VIEWER_HEADER]: signViewer(context.viewer, platformKey),
      },
      body: JSON.stringify({ query, variables }),
      signal: context.signal ? AbortSignal.any([timeout, context.signal]) : timeout,
    });
    const text = await body.text();
    const answer = parseAnswer(text);
    if (!answer) throw new Error(`status ${statusCode}, which is not a GraphQL answer`);
    return answer;
  };

  return {
    async process({ request, context }) {
      const { query = '', variables } = request;
      try {
        return (await send(query, variables, context as GatewayContext)) as GatewayGraphQLResponse;
      } catch (error) {
        if (!(context as GatewayContext).signal?.aborted) {
          metrics.errors.inc({ code: 'UNAVAILABLE' });
          log.warn({ error, subgraph: name }, 'a subgraph did not answer');
        }
        return { data: null, errors: unreachableErrors(name, query, variables) } as GatewayGraphQLResponse;
      }
    },
    isAlive: async () => {
      const context = { viewer: anonymous(randomUUID()), signal: AbortSignal.timeout(ALIVE_MS) };
      const answer = await send('{ __typename }', {}, context).catch(() => undefined);
      return answer?.data != null;
    },
  };
}

function parseAnswer(text: string): SubgraphAnswer | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== 'object' || answer === null) return undefined;
    const { data, errors } = answer as SubgraphAnswer;
    if (data === undefined && !Array.isArray(errors)) return undefined;
    return {
      ...(data !== undefined ? { data } : {}),
      ...(errors?.length ? { errors: errors.map(withIndexes) } : {}),
    };
  } catch {
    return undefined;
  }
}

/** Some servers write list positions in error paths as strings; a GraphQL name never begins with a digit. */
function withIndexes(error: GraphQLFormattedError): GraphQLFormattedError {
  if (!error.path) return error;
  return { ...error, path: error.path.map((part) => (/^\d+$/.test(String(part)) ? Number(part) : part)) };
}
