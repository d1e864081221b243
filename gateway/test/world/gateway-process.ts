import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { TEST_PLATFORM_KEY } from '@visiobook/testing';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.ts');

/** Starts the gateway as operators do: a process of its own, with nothing but an environment. */
export function forkGateway(env: Record<string, string>): ChildProcess & { errors(): string } {
  return forkProcess(MAIN, { PORT: '0', VISIOBOOK_PLATFORM_KEY: TEST_PLATFORM_KEY, ...env });
}

export function forkProcess(
  path: string,
  env: Record<string, string>,
  args: readonly string[] = [],
): ChildProcess & { errors(): string } {
  let errors = '';
  const child = fork(path, args, {
    env: { PATH: process.env.PATH, ...env },
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

/** Ends a process by a signal, and waits until it is gone. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const gone = exitOf(child);
  child.kill(signal);
  return gone;
}

export async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}
