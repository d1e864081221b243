import { existsSync, readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The server that already runs on a cluster, when its starter was killed before it.
 *
 * `postmaster.pid` holds the process id on its first line and the port on its fourth. The id may have been given
 * to another process since, so the port must answer too.
 */
export async function runningServer(cluster: string) {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!isAlive(pid) || !(await answers(port))) return undefined;
  let asked = false;
  return {
    port,
    async stop() {
      asked = true;
      process.kill(pid, 'SIGINT');
      while (isAlive(pid)) await sleep(50);
    },
    // Not our child, so its end is noticed by looking.
    crashed: (async () => {
      while (isAlive(pid)) await sleep(1000, undefined, { ref: false });
      return asked ? new Promise<string>(() => {}) : `The Postgres server ${pid} ended.`;
    })(),
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1', timeout: 2000 });
    const done = (alive: boolean) => {
      socket.destroy();
      resolve(alive);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.once('timeout', () => done(false));
  });
}
