import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findBinaries, type PostgresBinaries, reachableBinaries } from './binaries.ts';
import { isReachableBy, type PostgresUser, postgresUser } from './postgres-user.ts';
import { runningServer } from './running-server.ts';

export interface EmbeddedPostgresOptions {
  /** Where the cluster lives; made when absent. */
  folder: string;
  /** Off for throwaway clusters only: no fsync, so a power cut may damage them. */
  durable?: boolean;
  /** A port to take again after a crash; a free one unless told. */
  port?: number;
}

export interface EmbeddedPostgres {
  /** Superuser URL of the `postgres` database, on loopback. */
  url: string;
  port: number;
  /** Ends it by SIGINT ("fast": open transactions roll back) and waits. */
  stop(): Promise<void>;
  /** Resolves with the reason when the server ends without being asked to. */
  crashed: Promise<string>;
}

/**
 * Starts a real Postgres 18 on a free loopback port, creating its cluster the first time (about a second).
 *
 * A cluster left by a kill recovers from its log by itself; one whose server still runs (its starter was killed)
 * is taken over as it is.
 *
 * @throws Error with the server's own last words when it does not start.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const user = postgresUser();
  const binaries = reachableBinaries(await findBinaries(), isReachableBy(user));
  const folder = reachableFolder(options.folder, user);
  const cluster = join(folder, 'cluster');
  const password = await createClusterOnce(binaries, folder, cluster, user);
  const urlOf = (port: number) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;

  const adopted = await runningServer(cluster);
  if (adopted) return { url: urlOf(adopted.port), ...adopted };

  const port = options.port ?? (await freePort());
  const server = spawnServer(binaries, cluster, port, user, options.durable ?? true);
  await server.ready;
  return { url: urlOf(port), port, stop: server.stop, crashed: server.crashed };
}

function reachableFolder(wanted: string, user: PostgresUser): string {
  mkdirSync(wanted, { recursive: true });
  if (user.uid === undefined || isReachableBy(user)(dirname(wanted))) return ownedBy(user, wanted);
  // The asked-for place is below a folder closed to the account Postgres runs as (root's home, say).
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  return ownedBy(user, join('/var/tmp', `visiobook-postgres-${name}`));
}

function ownedBy({ uid, gid }: PostgresUser, folder: string): string {
  mkdirSync(folder, { recursive: true });
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  return folder;
}

async function createClusterOnce(
  { initdb }: PostgresBinaries,
  folder: string,
  cluster: string,
  user: PostgresUser,
): Promise<string> {
  const secret = join(folder, 'password');
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return readFileSync(secret, 'utf8').trim();
  // An initdb that was cut short leaves half a cluster, which no server would start from.
  rmSync(cluster, { recursive: true, force: true });
  const password = randomBytes(18).toString('base64url');
  writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(secret, user.uid, user.gid);
  await run(
    initdb,
    [
      `--pgdata=${cluster}`,
      '--username=postgres',
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-sync',
      '--no-instructions',
    ],
    user,
  );
  writeFileSync(complete, '');
  return password;
}

function spawnServer(
  { postgres }: PostgresBinaries,
  cluster: string,
  port: number,
  user: PostgresUser,
  durable: boolean,
) {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '64MB',
    // One checkpoint a quarter of an hour: a laptop's disk is not a server's.
    checkpoint_timeout: '15min',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const args = [
    '-D',
    cluster,
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ];
  // A group of its own: Ctrl-C in a terminal must reach the services first and the database last.
  const child = spawn(postgres, args, {
    ...user,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
    env: cEnv(),
  });
  let asked = false;
  let words = '';
  const ready = new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      words = (words + chunk).slice(-4000);
      if (words.includes('ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Postgres did not start in ${cluster}:\n${words}`)));
  });
  const crashed = new Promise<string>((resolve) => child.once('exit', () => asked || resolve(words)));
  const stop = async () => {
    asked = true;
    await end(child);
  };
  return { ready, crashed, stop };
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGINT');
  });
}

function run(command: string, args: string[], user: PostgresUser): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...user,
      cwd: tmpdir(),
      stdio: ['ignore', 'ignore', 'pipe'],
      env: cEnv(),
    });
    let words = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      words = (words + chunk).slice(-4000);
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} failed (${code}):\n${words}`)),
    );
  });
}

/** The server's messages are read for one English sentence, and its locale must exist on every machine. */
function cEnv(): NodeJS.ProcessEnv {
  return { LC_ALL: 'C', LC_MESSAGES: 'C', TZ: 'UTC' };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
