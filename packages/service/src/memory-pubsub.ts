import type { PubSub } from './pubsub.ts';

/** For one process: tests, and services that run alone. */
export function memoryPubSub(): PubSub {
  const topics = new Map<string, Set<(payload: string) => void>>();
  return {
    async publish(topic, payload = '') {
      for (const wake of topics.get(topic) ?? []) queueMicrotask(() => wake(payload));
    },
    async subscribe(topic, wake) {
      const wakes = topics.get(topic) ?? new Set();
      topics.set(topic, wakes.add(wake));
      return async () => {
        wakes.delete(wake);
        if (wakes.size === 0) topics.delete(topic);
      };
    },
    async close() {
      topics.clear();
    },
  };
}
