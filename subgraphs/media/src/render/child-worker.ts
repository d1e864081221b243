import { type ChildProcess, fork } from 'node:child_process';

const LAST_WORDS = 2000;

/**
 * A child process that answers one message at a time. Native code runs there, so that its worst crash is an error
 * here and not the end of the service. It starts with the first request and again after a crash.
 */
export class ChildWorker<Request extends object, Reply> {
  readonly #module: URL;
  #child: ChildProcess | null = null;
  #errors = '';
  #queue: Promise<unknown> = Promise.resolve();

  constructor(module: URL) {
    this.#module = module;
  }

  /** Rejects when the process ends before it answers; the next request gets a new process. */
  ask(request: Request, signal?: AbortSignal): Promise<Reply> {
    const answer = this.#queue.then(() => this.#exchange(request, signal));
    this.#queue = answer.catch(() => undefined);
    return answer;
  }

  async close(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    // An idle child does not keep this process alive, but its end is worth waiting for.
    child.ref();
    child.kill('SIGKILL');
    await ended;
  }

  #exchange(request: Request, signal?: AbortSignal): Promise<Reply> {
    signal?.throwIfAborted();
    const child = this.#running();
    return new Promise<Reply>((resolve, reject) => {
      const settle = (finish: () => void): void => {
        child.off('message', onMessage);
        child.off('exit', onExit);
        child.off('error', onError);
        signal?.removeEventListener('abort', onAbort);
        this.#hold(child, false);
        finish();
      };
      const onMessage = (reply: unknown): void => settle(() => resolve(reply as Reply));
      const onError = (error: Error): void => settle(() => reject(error));
      const onExit = (code: number | null, by: string | null): void =>
        settle(() =>
          reject(
            new Error(`the worker ended before it answered (${by ?? `code ${code}`}) ${this.#errors}`.trim()),
          ),
        );
      const onAbort = (): void => {
        child.kill('SIGKILL');
        settle(() => reject(signal?.reason));
      };
      child.on('message', onMessage);
      child.on('exit', onExit);
      child.on('error', onError);
      signal?.addEventListener('abort', onAbort);
      this.#hold(child, true);
      child.send(request, (error) => error && onError(error));
    });
  }

  #running(): ChildProcess {
    if (this.#child?.connected && this.#child.exitCode === null && !this.#child.killed) return this.#child;
    this.#errors = '';
    const child = fork(this.#module, {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-LAST_WORDS);
    });
    // Errors between requests would otherwise end this process; the exit that follows is what counts.
    child.on('error', () => undefined);
    this.#child = child;
    return child;
  }

  /** An idle worker must not keep its parent alive; a busy one must. */
  #hold(child: ChildProcess, busy: boolean): void {
    if (busy) {
      child.ref();
      child.channel?.ref();
    } else {
      child.unref();
      child.channel?.unref();
      (child.stderr as { unref?: () => void } | null)?.unref?.();
    }
  }
}
