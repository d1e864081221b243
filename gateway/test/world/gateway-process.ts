import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { TEST_PLATFORM_KEY } from '@visiobook/testing';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.ts');

/** Starts the gateway as operators do: a process of its own, with nothing but an environment. */
export function forkGateway(env: Record<string, string>): ChildProcess & { errors(): string } {
  let errors = '';
  const child = fork(MAIN, {
    env: { PATH: process.env.PATH, PORT: '0', VISIOBOOK_PLATFORM_KEY: TEST_PLATFORM_KEY, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
  });
  child.stderr?.on('data', (chunk) => {
    errors += String(chunk);
  });
  return Object.assign(child, { errors: () => errors });
}

/** The port that the process says it listens on. */
export async function portOf(child: ChildProcess): Promise<number> {
  const [message] = (await once(child, 'message')) as [{ port: number }];
  return message.port;
}

export async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}
