import { sql } from 'drizzle-orm';
import { type DrizzleTransactionLike, fromDrizzle, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { z } from 'zod';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';
import { deadLetterOf, eventQueueOf, QUEUE_SCHEMA } from './queue-names.ts';
import { inTraceOf, SpanKind, traceHeaders, withSpan } from './telemetry.ts';

/** The parts of a task's definition (see schema/src/message.ts) that a queue needs. */
export interface TaskShape<P extends z.ZodType = z.ZodType> {
  name: string;
  version: number;
  payload: P;
}
/** The parts of an event's definition that a queue needs. */
export interface EventShape<P extends z.ZodType = z.ZodType> extends TaskShape<P> {
  consumers: readonly string[];
}

export interface SendOptions {
  /** The caller's transaction: the job exists exactly when it commits. */
  tx?: DrizzleTransactionLike;
  /** Two sends with one id are one job (see `idFrom`). */
  id?: string;
  /** Whose share of the workers it takes, usually the owner's id. */
  group?: string;
  startAfterSeconds?: number;
}

export interface Delivery<P> {
  payload: P;
  jobId: string;
  /** 1 for the first attempt. */
  attempt: number;
  /** Aborted when the job's time is up or the process stops. */
  signal: AbortSignal;
  log: Logger;
}

export interface WorkOptions<P> {
  /** Jobs of this queue that one process works on at a time. */
  concurrency?: number;
  /** Of these, how many for one group, over all processes. */
  perGroup?: number;
  /** Called once when every attempt failed, also when a worker died in the last one. */
  onDead?: (delivery: Delivery<P>) => Promise<void>;
}

export interface Queue {
  /** Enqueues a task. @throws ZodError when the payload is not what the task's schema says. */
  send<P extends z.ZodType>(task: TaskShape<P>, payload: z.input<P>, options?: SendOptions): Promise<void>;
  /** Puts an event in the queue of each of its consumers. */
  publish<P extends z.ZodType>(
    event: EventShape<P>,
    payload: z.input<P>,
    options?: SendOptions,
  ): Promise<void>;
  /** Handles a task's jobs. A handler may be called twice for one job, after a crash. */
  work<P extends z.ZodType>(
    task: TaskShape<P>,
    handler: (delivery: Delivery<z.output<P>>) => Promise<void>,
    options?: WorkOptions<z.output<P>>,
  ): Promise<void>;
  /** Handles this service's copies of an event. */
  consume<P extends z.ZodType>(
    event: EventShape<P>,
    handler: (delivery: Delivery<z.output<P>>) => Promise<void>,
    options?: WorkOptions<z.output<P>>,
  ): Promise<void>;
  /** Takes no new jobs, waits for those at hand up to `graceMs`, closes. */
  stop(graceMs: number): Promise<void>;
}

/** What a job carries around its payload. */
interface Envelope {
  version: number;
  trace: Record<string, string>;
  payload: unknown;
}

export interface QueueOptions {
  /** The service's own role. */
  url: string;
  service: string;
  log: Logger;
  metrics: Metrics;
  /** Connections besides the listening one. */
  maxConnections?: number;
}

/**
 * Opens pg-boss on the queue schema, which `migrate` made.
 *
 * Workers are woken by NOTIFY and poll every few seconds besides. A worker that dies stops its heartbeat, and its
 * job goes to another within about 20 seconds.
 */
export async function startQueue({
  url,
  service,
  log,
  metrics,
  maxConnections = 4,
}: QueueOptions): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: `visiobook-${service}-queue`,
    schema: QUEUE_SCHEMA,
    max: maxConnections,
    migrate: false,
    createSchema: false,
    schedule: false,
    reindex: false,
    monitorVacuum: false,
    useListenNotify: true,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  boss.on('error', (error) =>
    log.warn({ error }, 'The queue could not reach the database and will try again.'),
  );
  boss.on('warning', ({ message }) => log.debug({ message }, 'pg-boss'));
  await boss.start();

  const enqueue = async (queue: string, message: TaskShape, payload: unknown, options: SendOptions) => {
    const envelope: Envelope = {
      version: message.version,
      trace: traceHeaders(),
      payload: message.payload.parse(payload),
    };
    await boss.send(queue, envelope, {
      ...(options.tx ? { db: fromDrizzle(options.tx, sql) } : {}),
      ...(options.id ? { id: options.id } : {}),
      ...(options.group ? { group: { id: options.group } } : {}),
      ...(options.startAfterSeconds ? { startAfter: options.startAfterSeconds } : {}),
    });
    metrics.eventsPublished.inc({ name: message.name });
  };

  const handle = async <P extends z.ZodType>(
    queue: string,
    message: TaskShape<P>,
    handler: (delivery: Delivery<z.output<P>>) => Promise<void>,
    options: Pick<WorkOptions<z.output<P>>, 'concurrency' | 'perGroup'>,
  ) => {
    // One call a worker, so that each has an id of its own: after a job it is told to look for the next one at once.
    // Left alone, a worker sleeps until its next poll with work still waiting, since NOTIFY came while it was busy.
    for (let worker = 0; worker < (options.concurrency ?? 1); worker++) {
      const id: string = await boss.work(
        queue,
        {
          includeMetadata: true,
          ...(options.perGroup ? { groupConcurrency: options.perGroup } : {}),
          pollingIntervalSeconds: 1,
          notifyPollingIntervalSeconds: 3,
          heartbeatRefreshSeconds: 3,
        },
        async ([job]: JobWithMetadata<Envelope>[]) => {
          if (!job) return;
          boss.notifyWorker(id);
          await inTraceOf(job.data.trace ?? {}, () =>
            withSpan(
              `process ${message.name}`,
              {
                'messaging.system': 'pg-boss',
                'messaging.message.id': job.id,
                'messaging.destination.name': queue,
              },
              () => deliver(job, message, handler),
              SpanKind.CONSUMER,
            ),
          );
        },
      );
    }
  };

  const deliver = async <P extends z.ZodType>(
    job: JobWithMetadata<Envelope>,
    message: TaskShape<P>,
    handler: (delivery: Delivery<z.output<P>>) => Promise<void>,
  ) => {
    const attempt = job.retryCount + 1;
    const jobLog = log.child({ job: job.id, task: message.name, attempt });
    try {
      if (job.data.version !== message.version) {
        throw new Error(
          `${message.name} version ${job.data.version} came; this process knows ${message.version}.`,
        );
      }
      const payload = message.payload.parse(job.data.payload);
      await handler({ payload, jobId: job.id, attempt, signal: job.signal, log: jobLog });
      metrics.eventsConsumed.inc({ name: message.name, outcome: 'done' });
    } catch (error) {
      metrics.eventsConsumed.inc({ name: message.name, outcome: 'failed' });
      jobLog.warn({ error }, 'A job failed and will be retried while attempts are left.');
      throw error;
    }
  };

  const workOn: Queue['work'] = (task, handler, options = {}) => workQueue(task.name, task, handler, options);
  const workQueue = async <P extends z.ZodType>(
    queue: string,
    message: TaskShape<P>,
    handler: (delivery: Delivery<z.output<P>>) => Promise<void>,
    options: WorkOptions<z.output<P>>,
  ) => {
    await handle(queue, message, handler, options);
    if (options.onDead) await handle(deadLetterOf(queue), message, options.onDead, {});
  };

  return {
    send: (task, payload, options = {}) => enqueue(task.name, task, payload, options),
    async publish(event, payload, options = {}) {
      for (const consumer of event.consumers) {
        await enqueue(eventQueueOf(consumer, event.name), event, payload, options);
      }
    },
    work: workOn,
    consume: (event, handler, options = {}) =>
      workQueue(eventQueueOf(service, event.name), event, handler, options),
    async stop(graceMs) {
      await boss.stop({ graceful: true, timeout: graceMs, close: true });
    },
  };
}
