import { dirname, join } from 'node:path';
import { commonConfig, commonEnv } from '@visiobook/service';
import { z } from 'zod';
import { mayPass } from './http/header-lists.ts';

const SUPERGRAPH = join(import.meta.dirname, '..', '..', 'schema', 'supergraph.graphql');

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const count = (fallback: number) => z.coerce.number().int().positive().default(fallback);
const list = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((text) => text.split(',').map((entry) => entry.trim()))
    .transform((entries) => entries.filter((entry) => entry !== ''));

const json = <S extends z.ZodType>(schema: S, fallback: string, example: string) =>
  z
    .string()
    .default(fallback)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue(`must be JSON such as ${example}`);
        return z.NEVER;
      }
    })
    .pipe(schema);

/** Operations a minute; 0 is no limit. */
const rate = z.coerce.number().int().min(0);
const mode = z.enum(['off', 'log-unknown', 'require-known']);

/** One mode for all clients, or a JSON object of client names and modes in which `*` is for all others. */
const persistedModes = z
  .string()
  .default('off')
  .transform((text, context): unknown => {
    if (!text.startsWith('{')) return { '*': text };
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue('must be a mode, or a JSON object such as {"*":"off","portal":"require-known"}');
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), mode));

/** A list where a subgraph has replicas. */
const urls = json(
  z.record(z.string(), z.union([z.url(), z.array(z.url()).min(1)])),
  '{}',
  '{"reviews":"http://10.0.0.7:4001/graphql"}',
);

const budgets = json(
  z.union([z.number().min(0), z.record(z.string(), z.number().min(0))]),
  '{}',
  '{"portal":100000,"*":10000}',
).transform((given) => (typeof given === 'number' ? { '*': given } : given));

const policies = json(
  z.record(
    z.string(),
    z.strictObject({
      kinds: z.array(z.string()).optional(),
      roles: z.array(z.string()).optional(),
      scopes: z.array(z.string()).optional(),
      claims: z.record(z.string(), z.array(z.union([z.string(), z.number(), z.boolean()]))).optional(),
    }),
  ),
  '{}',
  '{"adult":{"claims":{"age_group":["adult"]}}}',
);

const headerNames = list('')
  .transform((names) => names.map((name) => name.toLowerCase()))
  .refine(
    (names) => names.every(mayPass),
    'names a header that may not pass, such as host or content-length',
  );

/** The gateway's environment, as README.md lists it. */
export const GatewayVariables = z.object({
  ...commonEnv,
  VISIOBOOK_PLATFORM_KEY: commonEnv.VISIOBOOK_PLATFORM_KEY.optional(),
  VIEWER_HEADER: z.enum(['signed', 'off']).default('signed'),
  AUTH: z.enum(['jwt', 'off']).default('jwt'),
  LIMITS: z.enum(['on', 'off']).default('on'),
  FORWARD_HEADERS: headerNames,
  RETURN_HEADERS: headerNames,
  EXPOSE_ERRORS: list(''),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  SUPERGRAPH_PATH: z.string().default(SUPERGRAPH),
  OVERRIDE_LABELS: list(''),
  SUPERGRAPH_URL: z.url({ protocol: /^https?$/ }).optional(),
  SUPERGRAPH_AUTHORIZATION: z.string().min(1).optional(),
  SUPERGRAPH_POLL_MS: count(10_000),
  IDENTITY_URL: z.url().optional(),
  ANALYSIS_URL: z.url().optional(),
  MEDIA_URL: z.url().optional(),
  PROJECTS_URL: z.url().optional(),
  STORAGE_URL: z.url().optional(),
  SUBGRAPH_URLS: urls,
  JWKS_URL: z.url().optional(),
  TOKEN_ISSUER: z.string().default('visiobook'),
  TOKEN_AUDIENCE: z.string().default('visiobook'),
  TOKEN_ALGORITHMS: list('EdDSA'),
  CORS_ORIGINS: list(
    'http://127.0.0.1:3000,http://localhost:3000,http://127.0.0.1:3001,http://localhost:3001',
  ),
  INTROSPECTION: flag.optional(),
  SUBGRAPH_TIMEOUT_MS: count(15_000),
  SUBGRAPH_TIMEOUTS: json(z.record(z.string(), z.number().int().positive()), '{}', '{"media":60000}'),
  SUBGRAPH_CONNECT_TIMEOUT_MS: count(1_000),
  SUBGRAPH_CONNECTIONS: count(64),
  SUBGRAPH_RETRIES: z.coerce.number().int().min(0).default(2),
  SUBGRAPH_HEDGE_MS: count(200),
  SUBGRAPH_IN_FLIGHT: count(64),
  SUBGRAPH_QUEUE: count(1_000),
  SUBGRAPH_CIRCUIT_FAILURES: count(5),
  SUBGRAPH_CIRCUIT_OPEN_MS: count(60_000),
  SHARE_QUERIES: flag.optional(),
  OPERATION_MS: count(30_000),
  HEADERS_MS: count(10_000),
  MAX_BODY_BYTES: count(1_048_576),
  MAX_TOKENS: count(4_000),
  MAX_DEPTH: count(15),
  MAX_ALIASES: count(50),
  MAX_ROOT_FIELDS: count(30),
  MAX_FIELDS: count(2_000),
  MAX_HEIGHT: count(1_000),
  MAX_VALUES: count(10_000),
  MAX_DIRECTIVES: count(200),
  MAX_DEFERRED: count(20),
  MAX_SOCKET_OPERATIONS: count(50),
  MAX_SOCKET_MESSAGE_BYTES: count(262_144),
  SOCKET_PING_MS: count(12_000),
  SOCKET_SLOW_MS: count(15_000),
  MAX_VIEWER_STREAMS: count(200),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
  SLOW_OPERATION_MS: count(1_000),
  PLAN_SCOPE: z.string().min(1).default('operations:plans'),
  MAX_COST: count(1_000_000),
  DEFAULT_LIST_SIZE: count(10),
  COST_BUDGETS: budgets,
  COST_SCOPE: z.string().min(1).default('operations:costs'),
  ACCESS_MODE: z.enum(['refuse', 'null']).default('refuse'),
  POLICIES: policies,
  POLICY_URL: z.url().optional(),
  POLICY_TIMEOUT_MS: count(1_000),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  REDIS_TIMEOUT_MS: count(100),
  RATE_LIMIT_USER: rate.optional(),
  RATE_LIMIT_PARTNER: rate.optional(),
  RATE_LIMIT_ADDRESS: rate.optional(),
  PERSISTED_OPERATIONS: persistedModes,
  PERSISTED_OPERATIONS_PATH: z.string().min(1).optional(),
  PARTNER_OPERATIONS_URL: z.url().optional(),
  PARTNER_OPERATIONS_MS: count(30_000),
  APQ_CHARACTERS: count(10_000_000),
  SUBSCRIPTION_BUFFER: count(256),
  SUBSCRIPTION_RESUME_MS: count(60_000),
  NEWEST_STREAMS: list('generationProgress,exportProgress'),
  FILES_IDLE_MS: count(120_000),
});

/** The environment in domain words. */
export const GatewayConfig = GatewayVariables.check(({ value, issues }) => {
  if (value.VIEWER_HEADER === 'off' || value.VISIOBOOK_PLATFORM_KEY !== undefined) return;
  issues.push({
    code: 'custom',
    message: 'is needed to sign the viewer (VIEWER_HEADER=off does without, for subgraphs that are not ours)',
    path: ['VISIOBOOK_PLATFORM_KEY'],
    input: value.VISIOBOOK_PLATFORM_KEY,
  });
}).transform((env) => {
  const base = {
    identity: env.IDENTITY_URL ?? 'http://127.0.0.1:8081',
    analysis: env.ANALYSIS_URL,
    media: env.MEDIA_URL,
    projects: env.PROJECTS_URL,
    storage: env.STORAGE_URL,
  };
  const limit = (most: number) => (env.LIMITS === 'on' ? most : Number.POSITIVE_INFINITY);
  // Of people in a browser no limit below is felt; one program on one machine, as in development, would feel it.
  const aMinute = env.NODE_ENV === 'production' && env.LIMITS === 'on' ? 1_200 : 0;
  return {
    common: { ...commonConfig({ ...env, VISIOBOOK_PLATFORM_KEY: env.VISIOBOOK_PLATFORM_KEY ?? '' }) },
    platformKey: env.VIEWER_HEADER === 'signed' ? env.VISIOBOOK_PLATFORM_KEY : undefined,
    port: env.PORT,
    overrideLabels: new Set(env.OVERRIDE_LABELS),
    supergraph: env.SUPERGRAPH_URL
      ? {
          url: env.SUPERGRAPH_URL,
          authorization: env.SUPERGRAPH_AUTHORIZATION,
          pollMs: env.SUPERGRAPH_POLL_MS,
        }
      : { path: env.SUPERGRAPH_PATH },
    subgraphs: {
      urls: { ...graphqlUrls({ ...base, identity: env.IDENTITY_URL }), ...env.SUBGRAPH_URLS },
      timeoutMs: env.SUBGRAPH_TIMEOUT_MS,
      timeouts: env.SUBGRAPH_TIMEOUTS,
      returnHeaders: env.RETURN_HEADERS,
      connectTimeoutMs: env.SUBGRAPH_CONNECT_TIMEOUT_MS,
      connections: env.SUBGRAPH_CONNECTIONS,
      retries: env.SUBGRAPH_RETRIES,
      hedgeMs: env.SUBGRAPH_HEDGE_MS,
      inFlight: env.SUBGRAPH_IN_FLIGHT,
      queue: env.SUBGRAPH_QUEUE,
      circuit: { failures: env.SUBGRAPH_CIRCUIT_FAILURES, openMs: env.SUBGRAPH_CIRCUIT_OPEN_MS },
    },
    // What subgraphs send back in headers is for the one who asked.
    shareQueries: (env.SHARE_QUERIES ?? true) && env.RETURN_HEADERS.length === 0,
    operationMs: env.OPERATION_MS,
    headersMs: env.HEADERS_MS,
    forwardHeaders: env.FORWARD_HEADERS,
    exposeErrors: env.EXPOSE_ERRORS,
    isAuthOn: env.AUTH === 'jwt',
    auth: {
      jwksUrl: env.JWKS_URL ?? new URL('/.well-known/jwks.json', base.identity).href,
      issuer: env.TOKEN_ISSUER,
      audience: env.TOKEN_AUDIENCE,
      algorithms: env.TOKEN_ALGORITHMS,
    },
    files: { url: base.storage ?? 'http://127.0.0.1:8089', idleMs: env.FILES_IDLE_MS },
    trustedProxies: env.TRUSTED_PROXIES,
    corsOrigins: env.CORS_ORIGINS,
    introspection: env.INTROSPECTION ?? env.NODE_ENV !== 'production',
    limits: {
      bodyBytes: env.MAX_BODY_BYTES,
      tokens: limit(env.MAX_TOKENS),
      depth: limit(env.MAX_DEPTH),
      aliases: limit(env.MAX_ALIASES),
      rootFields: limit(env.MAX_ROOT_FIELDS),
      fields: limit(env.MAX_FIELDS),
      directives: limit(env.MAX_DIRECTIVES),
      deferred: limit(env.MAX_DEFERRED),
    },
    height: limit(env.MAX_HEIGHT),
    values: limit(env.MAX_VALUES),
    slowOperationMs: env.SLOW_OPERATION_MS,
    planScope: env.PLAN_SCOPE,
    cost: { max: limit(env.MAX_COST), listSize: env.DEFAULT_LIST_SIZE },
    costBudgets: env.COST_BUDGETS,
    costScope: env.COST_SCOPE,
    access: {
      mode: env.ACCESS_MODE,
      policies: env.POLICIES,
      hook: env.POLICY_URL ? { url: env.POLICY_URL, timeoutMs: env.POLICY_TIMEOUT_MS } : undefined,
    },
    redis: env.REDIS_URL ? { url: env.REDIS_URL, timeoutMs: env.REDIS_TIMEOUT_MS } : undefined,
    rateLimits: {
      user: env.RATE_LIMIT_USER ?? aMinute,
      partner: env.RATE_LIMIT_PARTNER ?? aMinute * 5,
      address: env.RATE_LIMIT_ADDRESS ?? aMinute,
    },
    persisted: {
      modes: env.PERSISTED_OPERATIONS,
      // Beside a supergraph that comes from elsewhere there is no folder of its own.
      path:
        env.PERSISTED_OPERATIONS_PATH ??
        (env.SUPERGRAPH_URL ? undefined : join(dirname(env.SUPERGRAPH_PATH), 'persisted-operations.json')),
      mustExist: env.PERSISTED_OPERATIONS_PATH !== undefined,
      apqCharacters: env.APQ_CHARACTERS,
    },
    partnerOperations: env.PARTNER_OPERATIONS_URL
      ? { url: env.PARTNER_OPERATIONS_URL, freshMs: env.PARTNER_OPERATIONS_MS }
      : undefined,
    sockets: {
      operations: env.MAX_SOCKET_OPERATIONS,
      messageBytes: env.MAX_SOCKET_MESSAGE_BYTES,
      pingMs: env.SOCKET_PING_MS,
      slowMs: env.SOCKET_SLOW_MS,
    },
    subscriptions: {
      buffer: env.SUBSCRIPTION_BUFFER,
      resumeMs: env.SUBSCRIPTION_RESUME_MS,
      newest: new Set(env.NEWEST_STREAMS),
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
