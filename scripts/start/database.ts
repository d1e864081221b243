import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@visiobook/db/embedded';
import type { ServiceHooks } from './service-process.ts';

/** The embedded database, started again on its port when it dies: its log brings back all that was committed. */
export async function startDatabase(folder: string, hooks: Pick<ServiceHooks, 'onDeath' | 'onReturn'>) {
  let server = await startEmbeddedPostgres({ folder });
  let stopping = false;
  const watch = async (watched: EmbeddedPostgres) => {
    await watched.crashed;
    while (!stopping) {
      hooks.onDeath('database', 'it ended by itself');
      try {
        server = await startEmbeddedPostgres({ folder, port: watched.port });
        hooks.onReturn('database');
        void watch(server);
        return;
      } catch {
        await sleep(1000);
      }
    }
  };
  void watch(server);
  return {
    url: server.url,
    async stop() {
      stopping = true;
      await server.stop();
    },
  };
}
