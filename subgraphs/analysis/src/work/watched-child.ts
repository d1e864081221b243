import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';

const LAST_WORDS = 2000;
const LOOK_EVERY_MS = 1000;
/** How long a child that cannot be sent to may take to say by its exit why. */
const EXIT_FOLLOWS_MS = 1000;

export interface WatchedChild<Out extends object, In> {
  send(message: Out): void;
  /** Called with each message; at most one listener. */
  onMessage(listen: (message: In) => void): void;
  /** Why it ended, in words for a log; pending until it does. */
  ended: Promise<string>;
  isAlive(): boolean;
  /** Resident memory when it was looked at last, in MB; 0 before that. */
  residentMb(): number;
  /** Kills it at once: it may be in native code that hears nothing else. */
  kill(why: string): void;
  /** Whether it keeps this process alive: while it works. */
  hold(isHeld: boolean): void;
}

export interface ChildOptions {
  /** Memory that it may hold, heap and native together; beyond that it is killed. */
  maxMb: number;
  /** Given to the module as its first argument, as JSON. */
  argument?: unknown;
}

/**
 * Starts a module as a process of its own, so that its worst crash, or a leak in native code, is an error here and not
 * the end of the service. It ends by itself when this process does.
 */
export function startChild<Out extends object, In>(
  module: URL,
  { maxMb, argument }: ChildOptions,
): WatchedChild<Out, In> {
  const child = fork(module, argument === undefined ? [] : [JSON.stringify(argument)], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${maxMb}`],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let lastWords = '';
  let killedFor: string | null = null;
  let residentMb = 0;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-LAST_WORDS);
  });
  const kill = (why: string) => {
    killedFor ??= why;
    child.kill('SIGKILL');
  };
  const watch = setInterval(async () => {
    residentMb = (await residentBytes(child)) / 2 ** 20;
    if (residentMb > maxMb) kill(`it took ${Math.round(residentMb)} MB and may have ${maxMb}`);
  }, LOOK_EVERY_MS);
  watch.unref();
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  const end = (how: string) => {
    clearInterval(watch);
    resolve(killedFor ?? `${how} ${lastWords}`.trim());
  };
  child.once('exit', (code, by) => end(by ? `it was ended by ${by}` : `it ended with code ${code}`));
  child.on('error', (error) => {
    if (child.pid === undefined) return end(error.message);
    // It cannot be sent to, mostly because it just died: its exit, which follows, says more than the broken pipe.
    setTimeout(kill, EXIT_FOLLOWS_MS, error.message).unref();
  });
  hold(child, false);
  return {
    send: (message) => {
      if (child.connected) child.send(message);
    },
    onMessage: (listen) => child.on('message', (message) => listen(message as In)),
    ended,
    isAlive: () => child.connected && child.exitCode === null && child.signalCode === null && !killedFor,
    residentMb: () => residentMb,
    kill,
    hold: (isHeld) => hold(child, isHeld),
  };
}

/** In the child: nobody waits for its work when its parent is gone. */
export function endWithParent(): void {
  process.once('disconnect', () => process.exit(0));
}

function hold(child: ChildProcess, isHeld: boolean): void {
  const change = isHeld ? 'ref' : 'unref';
  child[change]();
  child.channel?.[change]();
  (child.stderr as { unref?: () => void } | null)?.unref?.();
}

/** What the kernel says of a process; 0 on systems that do not tell, where the heap's own limit must do. */
async function residentBytes({ pid }: ChildProcess): Promise<number> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
