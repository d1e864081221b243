import { migrate } from '@visiobook/db';
import { EVENTS, TASKS } from '@visiobook/schema';
import { installQueue } from '@visiobook/service';

/** Password of every subgraph's role on the test server. */
export const TEST_PASSWORD = 'test-only';

/** Brings a test database to the current schema, queues included. */
export async function migrateForTests(adminUrl: string): Promise<void> {
  await migrate({
    adminUrl,
    passwordOf: () => TEST_PASSWORD,
    installQueue: (url) => installQueue(url, { tasks: TASKS, events: EVENTS }),
  });
}
