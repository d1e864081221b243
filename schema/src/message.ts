import type { z } from 'zod';

/** Who may consume a message: the five subgraphs. */
export type ServiceName = 'identity' | 'projects' | 'storage' | 'analysis' | 'media';

/** How a queue treats a job that fails or whose worker dies. */
export interface RetryPolicy {
  /** Attempts after the first one. */
  retries: number;
  /** Seconds before the first retry; doubled each time, with jitter. */
  delaySeconds: number;
  /** The longest one attempt may take. */
  expireSeconds: number;
}

/** Work that one service owns: sent by anyone, done once by `owner` (perhaps more than once after a crash). */
export interface TaskDefinition<Payload extends z.ZodType = z.ZodType> {
  kind: 'task';
  /** `owner.verb-noun`, also the queue's name. */
  name: `${ServiceName}.${string}`;
  version: number;
  owner: ServiceName;
  payload: Payload;
  retry: RetryPolicy;
}

/** Something that happened: published once, delivered to every consumer's own queue. */
export interface EventDefinition<Payload extends z.ZodType = z.ZodType> {
  kind: 'event';
  /** `noun.past-participle`. */
  name: string;
  version: number;
  consumers: readonly ServiceName[];
  payload: Payload;
}

/** The payload type of a task or an event. */
export type PayloadOf<D extends TaskDefinition | EventDefinition> = z.infer<D['payload']>;

export const defineTask = <P extends z.ZodType>(
  task: Omit<TaskDefinition<P>, 'kind'>,
): TaskDefinition<P> => ({
  kind: 'task',
  ...task,
});

export const defineEvent = <P extends z.ZodType>(
  event: Omit<EventDefinition<P>, 'kind'>,
): EventDefinition<P> => ({
  kind: 'event',
  ...event,
});

/** The queue that holds `consumer`'s copies of an event. */
export function eventQueue(event: EventDefinition, consumer: ServiceName): string {
  return `${consumer}.on.${event.name}`;
}
