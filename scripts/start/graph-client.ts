import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { readOperation } from './operations.ts';
import { Refusal } from './refusal.ts';

/** A client of the public graph, logged in as one person, as a portal would be. */
export interface GraphClient {
  ask<T>(query: string, variables?: Record<string, unknown>): Promise<T>;
  /** Events of a subscription; the socket is opened again when it is lost, with fresh `variables()`. */
  follow<T>(query: string, variables: () => Record<string, unknown>): AsyncGenerator<T>;
  close(): Promise<void>;
}

interface Endpoint {
  url: string;
  /** Sent with every HTTP request. */
  headers: Record<string, string>;
}

interface Tokens {
  accessToken: string;
  refreshToken: string;
  expiresAt: string;
}

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** The folder under schema/operations that has this client's operations. */
const CLIENT = 'start';
const RETRY_MS = 500;
const PATIENCE_MS = 60_000;

/** Logs in, registering the account the first time. */
export async function logIn(
  url: string,
  account: { email: string; username: string; password: string },
  headers: Record<string, string> = {},
): Promise<GraphClient> {
  const endpoint = { url: `${url}/graphql`, headers };
  const { email, username, password } = account;
  const loggedIn = await post(endpoint, readOperation('log-in'), {
    input: { email, password },
  });
  const known = loggedIn.data?.login as Tokens | undefined;
  const tokens = known ?? (await register(endpoint, { email, username, password }));
  return clientOf(endpoint, tokens);
}

async function register(endpoint: Endpoint, input: Record<string, string>): Promise<Tokens> {
  const answer = await post(endpoint, readOperation('register'), {
    input: { ...input, displayName: 'Demo' },
  });
  return dataOf<{ register: Tokens }>(answer).register;
}

function clientOf(endpoint: Endpoint, first: Tokens): GraphClient {
  let tokens = first;
  const token = async () => {
    if (Date.parse(tokens.expiresAt) - Date.now() > 60_000) return tokens.accessToken;
    const answer = await post(endpoint, readOperation('refresh-session'), {
      input: { refreshToken: tokens.refreshToken },
    });
    tokens = dataOf<{ refreshSession: Tokens }>(answer).refreshSession;
    return tokens.accessToken;
  };
  const openSocket = () =>
    createClient({
      url: endpoint.url.replace(/^http/, 'ws'),
      webSocketImpl: WebSocket,
      lazy: true,
      retryAttempts: 0,
      connectionParams: async () => ({ authorization: `Bearer ${await token()}`, clientName: CLIENT }),
    });
  let socket: Client = openSocket();
  return {
    async ask<T>(query: string, variables = {}) {
      return dataOf<T>(await patiently(async () => post(endpoint, query, variables, await token())));
    },
    async *follow<T>(query: string, variables: () => Record<string, unknown>) {
      let lostAt = 0;
      while (true) {
        try {
          for await (const result of socket.iterate<T>({ query, variables: variables() })) {
            lostAt = 0;
            yield dataOf<T>(result as Answer);
          }
          return;
        } catch (error) {
          if (error instanceof Refusal) throw error;
          lostAt ||= Date.now();
          if (Date.now() - lostAt > PATIENCE_MS)
            throw new Refusal(`The progress stream was lost: ${explain(error)}`);
          await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
          await socket.dispose();
          socket = openSocket();
        }
      }
    },
    async close() {
      await socket.dispose();
    },
  };
}

async function post(endpoint: Endpoint, query: string, variables: unknown, token?: string): Promise<Answer> {
  const response = await fetch(endpoint.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'apollographql-client-name': CLIENT,
      ...endpoint.headers,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

/** A service that is being restarted is back within seconds: reads and idempotent writes wait for it. */
async function patiently(attempt: () => Promise<Answer>): Promise<Answer> {
  const deadline = Date.now() + PATIENCE_MS;
  while (true) {
    const answer = await attempt().catch(
      (error: Error): Answer => ({
        errors: [{ message: explain(error), extensions: { code: 'UNAVAILABLE' } }],
      }),
    );
    const unavailable = answer.errors?.some(({ extensions }) => extensions?.code === 'UNAVAILABLE');
    if (!unavailable || Date.now() > deadline) return answer;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

function dataOf<T>({ data, errors }: Answer): T {
  const [error] = errors ?? [];
  if (error) throw new Refusal(error.message);
  return data as T;
}

function explain(error: unknown): string {
  const { message, reason, code } = error as { message?: string; reason?: string; code?: number };
  return message ?? reason ?? `closed with ${code}`;
}
