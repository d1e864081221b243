import { spawnSync } from 'node:child_process';

/** Whom the server runs as: nothing to change for an ordinary user, somebody else for root. */
export interface PostgresUser {
  uid?: number;
  gid?: number;
}

/**
 * Postgres refuses to run as root, so root lends it the account `postgres` where there is one and `nobody`
 * otherwise. No account is ever created on the machine.
 */
export function postgresUser(): PostgresUser {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name);
    const gid = idOf('-g', name);
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error(
    'Postgres cannot run as root and this machine has neither a "postgres" nor a "nobody" account.',
  );
}

/** Whether that user can reach a path through all its parents. */
export function isReachableBy(user: PostgresUser): (path: string) => boolean {
  if (user.uid === undefined) return () => true;
  return (path) =>
    spawnSync('/bin/sh', ['-c', 'test -x "$0"', path], { ...user, stdio: 'ignore' }).status === 0;
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}
