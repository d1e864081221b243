import { createDb, pendingMigrations } from '@visiobook/db';
import { subgraphSdl } from '@visiobook/schema/sdl';
import {
  type AppInput,
  type BuiltApp,
  createNeighbour,
  createServer,
  createSubgraphSchema,
  observeQueries,
  queueWhenReady,
  serveGraphQL,
  startQueue,
  whenMigrated,
} from '@visiobook/service';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { createAttempts } from './data/attempts.ts';
import { removeExpired } from './data/housekeeping.ts';
import { createIdentityStore } from './data/identity-store.ts';
import { createSigningKeyRepository } from './data/signing-key-repository.ts';
import type { Identity } from './domain/ports.ts';
import { resolvers } from './resolvers/index.ts';
import { ACCESS_TOKEN_SECONDS, createAccessTokens } from './security/access-tokens.ts';
import { createArgon2Passwords } from './security/argon2-passwords.ts';
import { JWKS_MAX_AGE_SECONDS, serveJwks } from './security/jwks-route.ts';
import { createKeyring } from './security/keyring.ts';
import { createSeal, deriveKey } from './security/platform-secrets.ts';
import { createRefreshTokens } from './security/refresh-tokens.ts';
import { createUserLoader } from './user-loader.ts';
import { announceEndedSessions } from './work/announce-ended-sessions.ts';

const DAY_MS = 24 * 3600 * 1000;
const HOUR_MS = 3600 * 1000;

/** Wires the service. `now` is the clock of tokens, keys and limits; tests move it. */
export async function buildApp(
  { config, log, metrics, version }: AppInput<Config>,
  now: () => Date = () => new Date(),
): Promise<BuiltApp> {
  const { platformKey } = config.common;
  const database = createDb({
    url: config.db.url,
    applicationName: 'identity',
    observer: observeQueries(metrics),
  });
  const { db } = database;
  const keyring = createKeyring({
    keys: createSigningKeyRepository(db),
    seal: createSeal(deriveKey(platformKey, 'signing keys')),
    plan: {
      everyMs: config.signingKeyDays * DAY_MS,
      publishAheadMs: 3 * JWKS_MAX_AGE_SECONDS * 1000,
      keepMs: (ACCESS_TOKEN_SECONDS + JWKS_MAX_AGE_SECONDS) * 1000,
    },
    log,
    now,
  });
  const gateways = config.gatewayUrls.map((url) =>
    createNeighbour({ service: 'identity', url, platformKey, timeoutMs: 5_000 }),
  );
  const queue = gateways.length > 0 ? queueWhenReady() : undefined;
  const store = createIdentityStore(db, queue);
  const identity: Identity = {
    store,
    passwords: await createArgon2Passwords(),
    accessTokens: createAccessTokens(keyring, now),
    refreshTokens: createRefreshTokens(deriveKey(platformKey, 'refresh tokens')),
    attempts: createAttempts(db, now),
    limits: config.limits,
    metrics,
    log,
    now,
  };

  const pending = () => pendingMigrations(database.sql, 'identity');
  const { app, drain } = await createServer({
    service: 'identity',
    version,
    log,
    metrics,
    checks: [
      {
        name: 'database_migrations',
        check: async () => {
          const missing = await pending();
          if (missing > 0) throw new Error(`${missing} migrations are missing`);
        },
      },
      { name: 'signing_key', check: async () => void (await keyring.signing()) },
      {
        name: 'external_dependencies',
        check: async () => {
          if (queue && !queue.isOpen()) throw new Error('the queue is not open yet');
        },
      },
    ],
  });
  const stopGraphQL = await serveGraphQL<Context>({
    app,
    schema: createSubgraphSchema(subgraphSdl('identity'), resolvers),
    platformKey,
    log,
    metrics,
    createContext: (base) => ({ ...base, identity, users: createUserLoader(store.users) }),
  });
  serveJwks(app, keyring);

  const stopping = new AbortController();
  const tidy = () =>
    removeExpired(db, now(), config.limits.sessionDays).catch((error: unknown) =>
      log.warn({ error }, 'expired sessions could not be removed'),
    );
  const tidying = setInterval(tidy, HOUR_MS).unref();
  const work = whenMigrated(pending, log, stopping.signal).then(async () => {
    if (stopping.signal.aborted) return undefined;
    const started = queue && (await startQueue({ url: config.db.url, service: 'identity', log, metrics }));
    if (started) {
      queue.open(started);
      await announceEndedSessions(started, gateways);
    }
    // Makes the first key, so that the first login does not wait for it.
    await keyring.signing().catch((error: unknown) => log.error({ error }, 'no key for access tokens'));
    await tidy();
    return started;
  });
  // Without a queue the service is not ready, and says so; the reason must be in the log.
  work.catch((error: unknown) => log.error({ error }, 'the queue could not be opened'));

  return {
    app,
    drain,
    parts: [
      { name: 'database', stop: () => database.close() },
      {
        name: 'housekeeping',
        stop: async () => {
          clearInterval(tidying);
          stopping.abort();
          const started = await work.catch(() => undefined);
          await started?.stop(config.common.shutdownGraceMs / 2);
        },
      },
      { name: 'graphql', stop: stopGraphQL },
    ],
  };
}
