import { z } from 'zod';

/**
 * Reads a process's whole configuration once.
 *
 * @param schema from environment variables to a nested object in domain words
 * @throws Error that lists every fault, a line each, so that one restart mends them all.
 */
export function readConfig<S extends z.ZodType>(
  schema: S,
  environment: NodeJS.ProcessEnv = process.env,
): z.output<S> {
  // An empty variable is an unset one: that is how shells and charts leave things out.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(set);
  if (parsed.success) return deepFreeze(parsed.data);
  const faults = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new Error(`The configuration is not usable:\n${faults.join('\n')}`);
}

/** Variables that every process has; spread into its own `z.object`. */
export const commonEnv = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Base URL of an OTLP/HTTP collector; without it, spans are made (for ids in logs) and not exported. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  /** Signs what processes say to each other; at least 32 characters, the same in all of them. */
  VISIOBOOK_PLATFORM_KEY: z.string().min(32),
  /** Milliseconds that requests and jobs get to end in after SIGTERM. */
  SHUTDOWN_GRACE_MS: z.coerce.number().int().positive().default(10_000),
};

/** `common` part of a nested config, from parsed {@link commonEnv}. */
export function commonConfig(env: z.output<z.ZodObject<typeof commonEnv>>) {
  return {
    environment: env.NODE_ENV,
    host: env.HOST,
    logLevel: env.LOG_LEVEL,
    otlpEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
    platformKey: env.VISIOBOOK_PLATFORM_KEY,
    shutdownGraceMs: env.SHUTDOWN_GRACE_MS,
  };
}
export type CommonConfig = ReturnType<typeof commonConfig>;

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
