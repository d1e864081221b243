import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's place for the binaries of a Postgres whose pgvector is installed; null where there is none. */
export function postgresWithPgvector(): string | null {
  const home = '/usr/lib/postgresql';
  if (!existsSync(home)) return null;
  const version = readdirSync(home).find((one) =>
    existsSync(`/usr/share/postgresql/${one}/extension/vector.control`),
  );
  return version ? join(home, version, 'bin') : null;
}

/** A throwaway server of these binaries, which refuse to run as root. */
export async function startServer(binaries: string): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'visiobook-pgvector-'));
  const account: { uid?: number; gid?: number } = process.getuid?.() === 0 ? accountOf('postgres') : {};
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  const cluster = join(folder, 'cluster');
  const quiet = { ...account, cwd: folder, stdio: 'ignore' as const };
  execFileSync(
    join(binaries, 'initdb'),
    ['-D', cluster, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    quiet,
  );
  const port = await freePort();
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
  const server = spawn(
    join(binaries, 'postgres'),
    ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])],
    { ...account, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await new Promise<void>((resolve, reject) => {
    server.stderr.setEncoding('utf8').on('data', (words: string) => {
      if (words.includes('ready to accept connections')) resolve();
    });
    server.once('exit', (code) => reject(new Error(`Postgres ended with ${code}.`)));
  });
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function accountOf(name: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
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
