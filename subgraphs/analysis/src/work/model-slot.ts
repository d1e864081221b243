import type { ReadingTask } from '../domain/readings.ts';
import type { ModelSettings } from '../models/engine.ts';
import type { BatchOrder, ModelMessage, ModelsReady } from './model-messages.ts';
import { RestartBackoff } from './restart-backoff.ts';
import { startChild, type WatchedChild } from './watched-child.ts';

/** Why a batch came to nothing: the process died, took too long, or said that it could not. */
export class BatchFailed extends Error {
  override readonly name = 'BatchFailed';
  readonly reason: 'died' | 'timeout' | 'refused';

  constructor(reason: BatchFailed['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

export interface ModelSlotOptions {
  module: URL;
  models: ModelSettings;
  maxMb: number;
  timeoutMs: number;
  pauseMs: number;
  /** The slot came up, became free, or gave up. */
  onChange(): void;
  onRestart(): void;
}

export type SlotState = { isUp: true; ready: ModelsReady } | { isUp: false; why: string };

interface Pending {
  id: number;
  resolve(rows: unknown[]): void;
  reject(error: BatchFailed): void;
}

/** Loading and warming the weights takes a second or two; a disk that is asleep, more. */
const START_TIMEOUT_MS = 60_000;
/** Failures in a row after which the baseline stands in. */
const MOST_FAILURES = 5;

/** One model process: kept running, one batch at a time, ended when it hangs, started again with growing patience. */
export class ModelSlot {
  readonly #options: ModelSlotOptions;
  readonly #backoff = new RestartBackoff();
  #child: WatchedChild<BatchOrder, ModelMessage> | null = null;
  #ready: ModelsReady | null = null;
  #isUp = false;
  #isClosed = false;
  #known = Promise.withResolvers<SlotState>();
  #pending: Pending | null = null;
  #timer: NodeJS.Timeout | null = null;
  #ids = 0;
  why = '';

  constructor(options: ModelSlotOptions) {
    this.#options = options;
    this.#start();
  }

  get isFree(): boolean {
    // A process that is being ended for hanging is no one's any more, though its end has not been told yet.
    return this.#isUp && this.#child?.isAlive() === true && this.#pending === null;
  }

  get hasGivenUp(): boolean {
    return !this.#isUp && this.#backoff.failures >= MOST_FAILURES;
  }

  /** Whether the models run here; waits while that is being found out. */
  state(): Promise<SlotState> {
    return this.#known.promise;
  }

  nameOf(task: ReadingTask): string {
    return this.#ready?.names[task] ?? task;
  }

  /** Reads a batch; only while the slot is free. Rejects with BatchFailed. */
  read(order: Omit<BatchOrder, 'id'>): Promise<unknown[]> {
    const child = this.#child!;
    const id = this.#ids++;
    return new Promise((resolve, reject) => {
      this.#pending = { id, resolve, reject };
      this.#timer = setTimeout(() => {
        const why = `a batch took longer than ${this.#options.timeoutMs} ms`;
        this.#settle((pending) => pending.reject(new BatchFailed('timeout', why)));
        child.kill(why);
      }, this.#options.timeoutMs);
      child.hold(true);
      child.send({ id, ...order });
    });
  }

  /** Ends the process; the next one loads the models as they are now. */
  async renew(why: string): Promise<void> {
    if (this.#isClosed) return;
    const child = this.#child;
    if (child) {
      child.kill(why);
      await child.ended;
    } else if (this.#isUp) {
      // It had no model that wants a process.
      this.#isUp = false;
      this.#known = Promise.withResolvers();
      this.#start();
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
    const child = this.#child;
    if (!child) return;
    child.hold(true);
    child.kill('the service stops');
    await child.ended;
  }

  #start(): void {
    const { module, models, maxMb } = this.#options;
    const child = startChild<BatchOrder, ModelMessage>(module, { maxMb, argument: models });
    this.#child = child;
    child.hold(true);
    this.#timer = setTimeout(() => child.kill('its models were not loaded in time'), START_TIMEOUT_MS);
    child.onMessage((message) => this.#hear(child, message));
    void child.ended.then((why) => this.#ended(child, why));
  }

  #hear(child: WatchedChild<BatchOrder, ModelMessage>, message: ModelMessage): void {
    if (message.kind === 'ready') {
      if (this.#timer) clearTimeout(this.#timer);
      child.hold(false);
      this.#ready = message;
      this.#isUp = true;
      this.#tell({ isUp: true, ready: message });
      // Weights that were refused are no reason to keep a process that can do nothing.
      if (message.cards.tasks.length === 0) {
        this.#child = null;
        child.kill('it has no model');
      }
      this.#options.onChange();
      return;
    }
    if (message.id !== this.#pending?.id) return;
    child.hold(false);
    if (message.kind === 'rows') this.#backoff.succeeded();
    this.#settle((pending) =>
      message.kind === 'rows'
        ? pending.resolve(message.rows)
        : pending.reject(new BatchFailed('refused', message.message)),
    );
  }

  #ended(child: WatchedChild<BatchOrder, ModelMessage>, why: string): void {
    if (child !== this.#child || this.#isClosed) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#child = null;
    this.#isUp = false;
    this.#backoff.failed();
    this.why = why;
    const isGivenUp = this.hasGivenUp;
    if (isGivenUp) this.#tell({ isUp: false, why });
    else if (this.#ready) this.#known = Promise.withResolvers();
    this.#settle((pending) => pending.reject(new BatchFailed('died', `the model process ended: ${why}`)));
    const delay = isGivenUp ? this.#options.pauseMs : this.#backoff.delayMs;
    this.#timer = setTimeout(() => {
      this.#options.onRestart();
      this.#start();
    }, delay);
    // While it pauses there is nothing to wait for; before that, somebody may wait for its answer.
    if (isGivenUp) this.#timer.unref();
    this.#options.onChange();
  }

  /** Tells those who wait for the state, and those who ask from now on. */
  #tell(state: SlotState): void {
    this.#known.resolve(state);
    this.#known = Promise.withResolvers();
    this.#known.resolve(state);
  }

  #settle(tell: (pending: Pending) => void): void {
    const pending = this.#pending;
    if (!pending) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#pending = null;
    tell(pending);
  }
}
