/** The Postgres schema of pg-boss. */
export const QUEUE_SCHEMA = 'queue';

/** The queue with `consumer`'s copies of an event. */
export function eventQueueOf(consumer: string, event: string): string {
  return `${consumer}.on.${event}`;
}

/** Where a queue's jobs go when every attempt failed. */
export function deadLetterOf(queue: string): string {
  return `${queue}.dead`;
}
