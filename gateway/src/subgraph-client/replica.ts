import type { IncomingHttpHeaders } from 'node:http';
import type { GraphQLFormattedError } from 'graphql';
import { Pool } from 'undici';
import { type CircuitBreaker, createCircuitBreaker } from './circuit-breaker.ts';
import { postText } from './post-text.ts';

export interface SubgraphAnswer {
  data?: Record<string, unknown> | null;
  errors?: GraphQLFormattedError[];
  /** As it came: another reading of it gives others an answer of their own. */
  text: string;
}

/** Told the headers of an answer. */
export type OnHeaders = (headers: IncomingHttpHeaders) => void;

/** One address of a subgraph, with its own connections and its own circuit. */
export interface Replica {
  url: string;
  circuit: CircuitBreaker;
  /** @throws Error when no GraphQL answer comes. */
  post(
    body: string,
    headers: Record<string, string>,
    signal: AbortSignal,
    onHeaders?: OnHeaders,
  ): Promise<SubgraphAnswer>;
  close(): Promise<void>;
}

export interface ReplicaOptions {
  url: string;
  connections: number;
  connectTimeoutMs: number;
  circuit: { failures: number; openMs: number };
  onCircuit(state: 'open' | 'closed'): void;
}

export function createReplica(options: ReplicaOptions): Replica {
  const { origin, pathname, search } = new URL(options.url);
  /** The last failure was that nobody is there, and not that somebody is slow or wrong. */
  let gone = false;
  let probing: NodeJS.Timeout | undefined;
  const pool = new Pool(origin, {
    connections: options.connections,
    // One request at a time on a connection: a slow answer must not hold up the one behind it.
    pipelining: 1,
    keepAliveTimeout: 30_000,
    connect: { timeout: options.connectTimeoutMs },
  });
  const post: Replica['post'] = async (body, headers, signal, onHeaders) => {
    const path = pathname + search;
    try {
      const answer = await postText(pool, { path, headers, body }, signal);
      const parsed = readAnswer(answer.text);
      if (!parsed) throw new Error(`status ${answer.status}, which is not a GraphQL answer`);
      gone = false;
      onHeaders?.(answer.headers);
      return parsed;
    } catch (error) {
      gone = NOBODY_THERE.has(String((error as { code?: unknown }).code));
      throw error;
    }
  };
  const circuit = createCircuitBreaker({
    ...options.circuit,
    onChange: (state) => {
      options.onCircuit(state);
      clearInterval(probing);
      if (state === 'open') probing = setInterval(probe, PROBE_MS).unref();
    },
  });
  // A process that is back after a restart must not wait for the circuit. One that was slow must: that it answers
  // this small question says nothing about large ones.
  const probe = () => {
    if (!gone) return;
    post('{"query":"{ __typename }"}', { 'content-type': 'application/json' }, AbortSignal.timeout(PROBE_MS))
      .then(() => circuit.isOpen && circuit.succeeded())
      .catch(() => {});
  };
  return {
    url: options.url,
    circuit,
    post,
    close: async () => {
      clearInterval(probing);
      await pool.close();
    },
  };
}

const PROBE_MS = 1_000;
const NOBODY_THERE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** @returns undefined for what is no GraphQL answer */
export function readAnswer(text: string): SubgraphAnswer | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    if (!isObject(answer)) return undefined;
    const { data, errors } = answer;
    const isData = data === null || isObject(data);
    if (data === undefined ? !Array.isArray(errors) : !isData) return undefined;
    return {
      text,
      ...(isData ? { data } : {}),
      ...(Array.isArray(errors) && errors.length > 0 ? { errors: errors.map(readError) } : {}),
    };
  } catch {
    return undefined;
  }
}

/** Some servers write list positions in error paths as strings; a GraphQL name never begins with a digit. */
function readError(given: unknown): GraphQLFormattedError {
  const { message, path, extensions, ...others } = isObject(given) ? given : {};
  return {
    ...others,
    message: typeof message === 'string' ? message : 'An error came without a message.',
    ...(Array.isArray(path)
      ? { path: path.map((part) => (/^\d+$/.test(String(part)) ? Number(part) : String(part))) }
      : {}),
    ...(isObject(extensions) ? { extensions } : {}),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
