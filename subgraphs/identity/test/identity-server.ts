import { createLogger, createMetrics, VIEWER_HEADER, type Viewer } from '@visiobook/service';
import { TEST_PLATFORM_KEY, testDatabase, userHeader } from '@visiobook/testing';
import { decodeJwt } from 'jose';
import { request } from 'undici';
import { buildApp } from '../src/app.ts';
import { configSchema } from '../src/config.ts';

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a GraphQL answer has the shape that the test asked for
  data: any;
  errors?: {
    message: string;
    extensions: { code: string; fields?: Record<string, string[]>; retryAfter?: number };
  }[];
}

export interface IdentityServerOptions {
  env?: Record<string, string>;
  database?: Awaited<ReturnType<typeof testDatabase>>;
}

/** The real service on a free port and a database of its own, with a clock that a test can move. */
export async function identityServer({ env = {}, database: given }: IdentityServerOptions = {}) {
  const database = given ?? (await testDatabase());
  const config = configSchema.parse({
    PORT: '0',
    DATABASE_URL: database.urlOf('identity'),
    VISIOBOOK_PLATFORM_KEY: TEST_PLATFORM_KEY,
    ...env,
  });
  const logLines: string[] = [];
  const log = createLogger({
    service: 'identity',
    version: '0',
    environment: 'test',
    logLevel: 'trace',
    destination: { write: (line) => void logLines.push(line) },
  });
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const metrics = createMetrics('identity');
  const { app, parts, drain } = await buildApp({ config, log, metrics, version: '0' }, now);
  const statements = async () =>
    (await metrics.dbQueryDuration.get()).values
      .filter(({ metricName }) => metricName?.endsWith('_count'))
      .reduce((sum, { value }) => sum + value, 0);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });

  return {
    url,
    database,
    logLines,
    now,
    drain,
    /** Lets the service's clock go forward. */
    passSeconds: (seconds: number) => {
      ahead += seconds * 1000;
    },
    async ask(query: string, variables: object = {}, viewer?: string): Promise<Answer> {
      const { body } = await request(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(viewer ? { [VIEWER_HEADER]: viewer } : {}) },
        body: JSON.stringify({ query, variables }),
      });
      return (await body.json()) as Answer;
    },
    /** How many SQL statements `body` takes. */
    async statementsOf(body: () => Promise<unknown>): Promise<number> {
      const before = await statements();
      await body();
      return (await statements()) - before;
    },
    async get(path: string) {
      const { statusCode, headers, body } = await request(`${url}${path}`);
      return { statusCode, headers, body: await body.text() };
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      for (const part of [...parts].reverse()) await part.stop();
      if (!given) await database[Symbol.asyncDispose]();
    },
  };
}
export type IdentityServer = Awaited<ReturnType<typeof identityServer>>;

const TOKENS =
  'accessToken refreshToken expiresAt user { id username displayName email role mfaEnabled version createdAt }';

export interface Tokens {
  accessToken: string;
  refreshToken: string;
  expiresAt: string;
  user: {
    id: string;
    username: string;
    displayName: string;
    email: string | null;
    role: string;
    mfaEnabled: boolean | null;
    version: number;
    createdAt: string;
  };
}

export const ANN = { email: 'ann@example.org', username: 'ann_b', password: 'a lamp beside the window' };
export const BOB = { email: 'bob@example.org', username: 'bob_c', password: 'three boats in the harbour' };

export const registering = (server: IdentityServer, input: object) =>
  server.ask(`mutation ($input: RegisterInput!) { register(input: $input) { ${TOKENS} } }`, { input });

export const loggingIn = (server: IdentityServer, { email, password }: { email: string; password: string }) =>
  server.ask(
    `mutation ($input: LoginInput!) { login(input: $input) { __typename ... on AuthPayload { ${TOKENS} } } }`,
    { input: { email, password } },
  );

export const refreshing = (server: IdentityServer, refreshToken: string) =>
  server.ask(`mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { ${TOKENS} } }`, {
    input: { refreshToken },
  });

export async function registered(server: IdentityServer, input: object = ANN): Promise<Tokens> {
  return (await registering(server, input)).data.register;
}

/** The header that the gateway makes of an access token. */
export function viewerOf(accessToken: string, overrides: Partial<Viewer> = {}): string {
  const { sub, sid, role, scope } = decodeJwt<{ sid: string; role: Viewer['role']; scope: string }>(
    accessToken,
  );
  return userHeader(sub!, { sessionId: sid, role, scopes: scope.split(' '), ...overrides });
}

export const codeOf = (answer: Answer) => answer.errors?.[0]?.extensions.code;
