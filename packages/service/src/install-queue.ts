import { PgBoss } from 'pg-boss';
import { deadLetterOf, eventQueueOf, QUEUE_SCHEMA } from './queue-names.ts';

export interface QueueCatalogue {
  tasks: readonly { name: string; retry: { retries: number; delaySeconds: number; expireSeconds: number } }[];
  events: readonly { name: string; consumers: readonly string[] }[];
}

/** Events are small and their handlers idempotent: try often, for about an hour. */
const EVENT_RETRY = { retries: 12, delaySeconds: 1, expireSeconds: 60 };

/** Makes or updates the queue schema and every queue, as a role that may create schemas. Safe to repeat. */
export async function installQueue(adminUrl: string, { tasks, events }: QueueCatalogue): Promise<void> {
  const boss = new PgBoss({
    connectionString: adminUrl,
    schema: QUEUE_SCHEMA,
    supervise: false,
    schedule: false,
    max: 2,
  });
  boss.on('error', () => {});
  await boss.start();
  try {
    const queues = [
      ...tasks.map(({ name, retry }) => ({ name, retry })),
      ...events.flatMap((event) =>
        event.consumers.map((consumer) => ({ name: eventQueueOf(consumer, event.name), retry: EVENT_RETRY })),
      ),
    ];
    for (const { name, retry } of queues) {
      await ensure(boss, deadLetterOf(name), {
        ...common,
        retryLimit: 20,
        retryDelay: 5,
        retryBackoff: true,
        retryDelayMax: 300,
      });
      await ensure(boss, name, {
        ...common,
        retryLimit: retry.retries,
        retryDelay: retry.delaySeconds,
        retryBackoff: true,
        retryDelayMax: 300,
        expireInSeconds: retry.expireSeconds,
        deadLetter: deadLetterOf(name),
      });
    }
  } finally {
    await boss.stop({ graceful: false, close: true });
  }
}

const common = { notify: true, heartbeatSeconds: 12, deleteAfterSeconds: 3 * 24 * 3600 };

async function ensure(
  boss: PgBoss,
  name: string,
  options: Parameters<PgBoss['createQueue']>[1],
): Promise<void> {
  if (await boss.getQueue(name)) await boss.updateQueue(name, options);
  else await boss.createQueue(name, options);
}
