import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

const hasTaskset = cpus().length > 1 && spawnSync('taskset', ['-p', String(process.pid)]).status === 0;

/** Whether processes are held to a core of their own; elsewhere the figures say less. */
export const CAN_PIN = hasTaskset;

export interface PinnedProcess extends AsyncDisposable {
  child: ChildProcess;
  /** What it has used so far. */
  usage(): Usage;
  /** Takes it off its core until `resume`, with what its collector and timers still have to do. */
  pause(): void;
  resume(): void;
}

export interface Usage {
  cpuSeconds: number;
  rssMB: number;
}

export interface ProcessOptions {
  /** The core it may use. */
  core: number;
  args: readonly string[];
  env?: Record<string, string>;
  cwd?: string;
}

/** Starts Node on one core; what it writes to standard error is shown if it dies early. */
export function startPinned({ core, args, env = {}, cwd }: ProcessOptions): PinnedProcess {
  const command = [process.execPath, '--disable-warning=ExperimentalWarning', ...args];
  const [program, ...rest] = hasTaskset ? ['taskset', '-c', String(core), ...command] : command;
  const child = spawn(program as string, rest, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000);
  });
  let wanted = false;
  const ended = new Promise<void>((resolve) =>
    child.once('exit', (code) => {
      if (!wanted) console.error(`${args.join(' ')} ended with ${code}:\n${said}`);
      resolve();
    }),
  );
  return {
    child,
    usage: () => usageOf(child.pid as number),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async [Symbol.asyncDispose]() {
      wanted = true;
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await ended;
      clearTimeout(late);
    },
  };
}

/** Holds this process to one core. */
export function pinMyself(core: number): void {
  if (hasTaskset) spawnSync('taskset', ['-a', '-cp', String(core), String(process.pid)]);
}

/** Linux says in /proc what a process has used; elsewhere nothing is known. */
export function usageOf(pid: number): Usage {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const rss = /VmRSS:\s+(\d+) kB/.exec(status);
    return { cpuSeconds: ticks / 100, rssMB: Math.round(Number(rss?.[1] ?? 0) / 1024) };
  } catch {
    return { cpuSeconds: Number.NaN, rssMB: Number.NaN };
  }
}
