import type { Sql } from 'postgres';
import type { PubSub } from './pubsub.ts';

/**
 * LISTEN/NOTIFY on one channel a service: topics share it, because a LISTEN a topic would take the server's lock
 * for each reader that comes and goes. postgres.js listens on a connection of its own and listens again when that
 * connection is lost.
 */
export function postgresPubSub(sql: Sql, channel: string): PubSub {
  const topics = new Map<string, Set<(payload: string) => void>>();
  const wakeAll = () => {
    for (const wakes of topics.values()) for (const wake of wakes) wake('');
  };
  const receive = (message: string) => {
    const split = message.indexOf('\n');
    const topic = split < 0 ? message : message.slice(0, split);
    for (const wake of topics.get(topic) ?? []) wake(split < 0 ? '' : message.slice(split + 1));
  };
  let listening: Promise<{ unlisten(): Promise<void> }> | undefined;
  return {
    async publish(topic, payload = '') {
      await sql.notify(channel, payload ? `${topic}\n${payload}` : topic);
    },
    async subscribe(topic, wake) {
      // The second callback runs at the first LISTEN and after each reconnection.
      listening ??= sql.listen(channel, receive, wakeAll);
      await listening;
      const wakes = topics.get(topic) ?? new Set();
      topics.set(topic, wakes.add(wake));
      return async () => {
        wakes.delete(wake);
        if (wakes.size === 0) topics.delete(topic);
      };
    },
    async close() {
      topics.clear();
      await listening?.then((listener) => listener.unlisten()).catch(() => {});
    },
  };
}
