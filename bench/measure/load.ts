import { Client } from 'undici';

export interface LoadOptions {
  url: string;
  /** The body of the n-th request. */
  body(n: number): string;
  connections: number;
  seconds: number;
  /** Requests a second over all connections; as fast as answers come when left out. */
  pace?: number;
  /** What is done instead of the n-th request; opens its own connections. */
  send?(n: number): Promise<void>;
}

export interface LoadResult {
  requests: number;
  seconds: number;
  errors: number;
  /** Milliseconds from sending to the last byte, ascending. */
  latencies: number[];
}

/** Keeps so many connections busy for a time, each with one request at a time. */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const { origin, pathname } = new URL(options.url);
  const clients = Array.from({ length: options.connections }, () => new Client(origin, { pipelining: 1 }));
  const latencies: number[] = [];
  let errors = 0;
  let sent = 0;
  const post = async (n: number, position: number) => {
    const { statusCode, body } = await clients[position]!.request({
      path: pathname,
      method: 'POST',
      headers: HEADERS,
      body: options.body(n),
    });
    await body.dump({ limit: 50_000_000 });
    if (statusCode !== 200) throw new Error(`status ${statusCode}`);
  };
  const send = options.send ?? post;
  // What it costs to connect isn't measured: with 50 of 1,000 requests on new connections it would be all that p95 shows.
  await Promise.allSettled(clients.map((_, position) => send(sent++, position)));
  const startedAt = performance.now();
  const endsAt = startedAt + options.seconds * 1_000;
  const interval = options.pace ? (1_000 * options.connections) / options.pace : 0;

  const connection = async (position: number) => {
    // Paced connections take turns and do not all send at once.
    let due = startedAt + (interval * position) / options.connections;
    while (performance.now() < endsAt) {
      if (interval > 0) {
        const wait = due - performance.now();
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        due += interval;
      }
      const before = performance.now();
      try {
        await send(sent++, position);
        latencies.push(performance.now() - before);
      } catch {
        errors++;
      }
    }
  };
  await Promise.all(clients.map((_, position) => connection(position)));
  const seconds = (performance.now() - startedAt) / 1_000;
  await Promise.all(clients.map((client) => client.destroy()));
  return { requests: latencies.length, seconds, errors, latencies: latencies.sort((a, b) => a - b) };
}

const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

/** @param share 0.5 for the median. @returns milliseconds to a tenth; null where nothing was measured */
export function percentile(ascending: readonly number[], share: number): number | null {
  const value = ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))];
  return value === undefined ? null : Math.round(value * 10) / 10;
}
