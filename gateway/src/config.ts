import { join } from 'node:path';
import { commonConfig, commonEnv } from '@visiobook/service';
import { z } from 'zod';

const SUPERGRAPH = join(import.meta.dirname, '..', '..', 'schema', 'supergraph.graphql');

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const count = (fallback: number) => z.coerce.number().int().positive().default(fallback);
const list = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((text) => text.split(',').map((entry) => entry.trim()))
    .transform((entries) => entries.filter((entry) => entry !== ''));

/** A JSON object of subgraph names and URLs (a list for replicas), as one variable. */
const urls = z
  .string()
  .default('{}')
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue('must be a JSON object such as {"reviews":"http://10.0.0.7:4001/graphql"}');
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.union([z.url(), z.array(z.url()).min(1)])));

/** The gateway's environment, as README.md lists it. */
export const GatewayVariables = z.object({
  ...commonEnv,
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  SUPERGRAPH_PATH: z.string().default(SUPERGRAPH),
  IDENTITY_URL: z.url().optional(),
  ANALYSIS_URL: z.url().optional(),
  MEDIA_URL: z.url().optional(),
  PROJECTS_URL: z.url().optional(),
  STORAGE_URL: z.url().optional(),
  SUBGRAPH_URLS: urls,
  JWKS_URL: z.url().optional(),
  TOKEN_ISSUER: z.string().default('visiobook'),
  TOKEN_AUDIENCE: z.string().default('visiobook'),
  CORS_ORIGINS: list(
    'http://127.0.0.1:3000,http://localhost:3000,http://127.0.0.1:3001,http://localhost:3001',
  ),
  INTROSPECTION: flag.optional(),
  SUBGRAPH_TIMEOUT_MS: count(15_000),
  SUBGRAPH_CONNECT_TIMEOUT_MS: count(1_000),
  SUBGRAPH_CONNECTIONS: count(64),
  SUBGRAPH_RETRIES: z.coerce.number().int().min(0).default(2),
  SUBGRAPH_HEDGE_MS: count(200),
  SUBGRAPH_IN_FLIGHT: count(64),
  SUBGRAPH_QUEUE: count(1_000),
  SUBGRAPH_CIRCUIT_FAILURES: count(5),
  SUBGRAPH_CIRCUIT_OPEN_MS: count(60_000),
  OPERATION_MS: count(30_000),
  MAX_BODY_BYTES: count(1_048_576),
  MAX_TOKENS: count(4_000),
  MAX_DEPTH: count(15),
  MAX_ALIASES: count(50),
  MAX_ROOT_FIELDS: count(30),
  MAX_FIELDS: count(2_000),
  MAX_SOCKET_OPERATIONS: count(50),
  MAX_SOCKET_MESSAGE_BYTES: count(262_144),
  SOCKET_PING_MS: count(12_000),
  SOCKET_SLOW_MS: count(15_000),
  MAX_VIEWER_STREAMS: count(200),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
  SUBSCRIPTION_BUFFER: count(256),
  SUBSCRIPTION_RESUME_MS: count(60_000),
  FILES_IDLE_MS: count(120_000),
});

/** The environment in domain words. */
export const GatewayConfig = GatewayVariables.transform((env) => {
  const base = {
    identity: env.IDENTITY_URL ?? 'http://127.0.0.1:8081',
    analysis: env.ANALYSIS_URL,
    media: env.MEDIA_URL,
    projects: env.PROJECTS_URL,
    storage: env.STORAGE_URL,
  };
  return {
    common: commonConfig(env),
    port: env.PORT,
    supergraphPath: env.SUPERGRAPH_PATH,
    subgraphs: {
      urls: { ...graphqlUrls({ ...base, identity: env.IDENTITY_URL }), ...env.SUBGRAPH_URLS },
      timeoutMs: env.SUBGRAPH_TIMEOUT_MS,
      connectTimeoutMs: env.SUBGRAPH_CONNECT_TIMEOUT_MS,
      connections: env.SUBGRAPH_CONNECTIONS,
      retries: env.SUBGRAPH_RETRIES,
      hedgeMs: env.SUBGRAPH_HEDGE_MS,
      inFlight: env.SUBGRAPH_IN_FLIGHT,
      queue: env.SUBGRAPH_QUEUE,
      circuit: { failures: env.SUBGRAPH_CIRCUIT_FAILURES, openMs: env.SUBGRAPH_CIRCUIT_OPEN_MS },
    },
    operationMs: env.OPERATION_MS,
    auth: {
      jwksUrl: env.JWKS_URL ?? new URL('/.well-known/jwks.json', base.identity).href,
      issuer: env.TOKEN_ISSUER,
      audience: env.TOKEN_AUDIENCE,
    },
    files: { url: base.storage ?? 'http://127.0.0.1:8089', idleMs: env.FILES_IDLE_MS },
    trustedProxies: env.TRUSTED_PROXIES,
    corsOrigins: env.CORS_ORIGINS,
    introspection: env.INTROSPECTION ?? env.NODE_ENV !== 'production',
    limits: {
      bodyBytes: env.MAX_BODY_BYTES,
      tokens: env.MAX_TOKENS,
      depth: env.MAX_DEPTH,
      aliases: env.MAX_ALIASES,
      rootFields: env.MAX_ROOT_FIELDS,
      fields: env.MAX_FIELDS,
    },
    sockets: {
      operations: env.MAX_SOCKET_OPERATIONS,
      messageBytes: env.MAX_SOCKET_MESSAGE_BYTES,
      pingMs: env.SOCKET_PING_MS,
      slowMs: env.SOCKET_SLOW_MS,
    },
    subscriptions: {
      buffer: env.SUBSCRIPTION_BUFFER,
      resumeMs: env.SUBSCRIPTION_RESUME_MS,
      perViewer: env.MAX_VIEWER_STREAMS,
    },
  };
});
export type GatewayConfig = z.output<typeof GatewayConfig>;

/** Our own services serve GraphQL at `/graphql` under their base URL. */
function graphqlUrls(bases: Record<string, string | undefined>): Record<string, string> {
  const given = Object.entries(bases).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(given.map(([name, url]) => [name, new URL('/graphql', url).href]));
}

/** Apollo's gateway reports to its makers unless this is set before one is constructed. */
export function declineApolloTelemetry(): void {
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
}
