import { migrate } from '@visiobook/db';
import { EVENTS, TASKS } from '@visiobook/schema';
import { installQueue } from '@visiobook/service/install-queue';
import { z } from 'zod';

// npm run migrate: brings the database at ADMIN_DATABASE_URL to this version's schema. A deployment runs it once
// before its services (helm does so as a hook); npm start does it by itself.
const parsed = z
  .object({
    ADMIN_DATABASE_URL: z.url({
      error: 'the address of a Postgres 15 or newer, for a role that may create roles',
    }),
    SUBGRAPH_DATABASE_PASSWORD: z.string({ error: 'the password that the subgraphs log in with' }).min(12),
  })
  .safeParse(process.env);

if (!parsed.success) {
  for (const { path, message } of parsed.error.issues) console.error(`${path.join('.')}: ${message}`);
  process.exit(1);
}
const { ADMIN_DATABASE_URL, SUBGRAPH_DATABASE_PASSWORD } = parsed.data;
await migrate({
  adminUrl: ADMIN_DATABASE_URL,
  passwordOf: () => SUBGRAPH_DATABASE_PASSWORD,
  installQueue: (url) => installQueue(url, { tasks: TASKS, events: EVENTS }),
});
console.log('The database is up to date.');
