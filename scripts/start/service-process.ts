import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from './refusal.ts';

export interface ServiceSpec {
  name: string;
  /** Its `main.ts`, relative to the repository. */
  main: string;
  env: Record<string, string>;
}

export interface ServiceProcess {
  name: string;
  port: number;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

export interface ServiceHooks {
  repository: string;
  logs: string;
  /** Told when a service died and when it is back, for people to see. */
  onDeath(name: string, reason: string): void;
  onReturn(name: string): void;
}

const RESTART_DELAYS_MS = [200, 1000, 3000, 10_000];
const STOP_GRACE_MS = 12_000;

/**
 * Runs a service as a process of its own and starts it again when it dies, on the same port so that its neighbours
 * find it. Its standard output goes to a log file.
 *
 * @throws Refusal with the service's own words when it does not start the first time.
 */
export async function startService(spec: ServiceSpec, hooks: ServiceHooks): Promise<ServiceProcess> {
  const log = openSync(join(hooks.logs, `${spec.name}.log`), 'a');
  let stopping = false;
  let deaths = 0;
  let child: ChildProcess;

  const launch = async (): Promise<number> => {
    child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(hooks.repository, spec.main)],
      {
        cwd: hooks.repository,
        env: { ...inherited(), NODE_COMPILE_CACHE: compileCache(hooks.repository), ...spec.env },
        stdio: ['ignore', log, 'pipe', 'ipc'],
        // A group of its own: Ctrl-C reaches the supervisor, which stops services in order.
        detached: true,
      },
    );
    const port = await readyPort(child, spec.name, log);
    child.once('exit', (code, signal) => void revive(signal ?? `exit code ${code}`));
    return port;
  };

  const revive = async (reason: string) => {
    if (stopping) return;
    hooks.onDeath(spec.name, reason);
    while (!stopping) {
      await sleep(RESTART_DELAYS_MS[Math.min(deaths++, RESTART_DELAYS_MS.length - 1)]);
      if (stopping) return;
      try {
        await launch();
        hooks.onReturn(spec.name);
        return;
      } catch (error) {
        hooks.onDeath(spec.name, (error as Error).message);
      }
    }
  };

  const port = await launch();
  return {
    name: spec.name,
    port,
    get pid() {
      return child.pid;
    },
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
      await gone;
      clearTimeout(late);
    },
  };
}

function readyPort(child: ChildProcess, name: string, log: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let words = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      words = (words + chunk).slice(-2000);
      process.getBuiltinModule('node:fs').writeSync(log, chunk);
    });
    child.once('message', (message: { ready?: boolean; port?: number }) => {
      if (message.ready && message.port) resolve(message.port);
    });
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(
        new Refusal(
          words.trim() || `${name} did not start (${signal ?? `exit code ${code}`}); its log says more.`,
        ),
      ),
    );
  });
}

/** Compiled code of the last start, so that the next one parses and strips less. */
function compileCache(repository: string): string {
  return join(repository, 'node_modules', '.cache', 'compile');
}

/** Services get what the machine gives every program, and of ours only what is meant for them. */
function inherited(): Record<string, string> {
  const names = /^(PATH|HOME|TMPDIR|LANG|LC_\w+|TZ|NODE_\w+|OTEL_\w+|LOG_LEVEL|UV_THREADPOOL_SIZE)$/;
  return Object.fromEntries(
    Object.entries(process.env).filter(([key, value]) => names.test(key) && value !== undefined),
  ) as Record<string, string>;
}
