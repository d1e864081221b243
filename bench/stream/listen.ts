import { WebSocket } from 'ws';
import { SOLD } from './schemas.ts';

export interface Heard {
  /** Events that came to all clients together. */
  events: number;
  /** From the first event to the last. */
  seconds: number;
  /** Milliseconds from the subgraph to a client, ascending. */
  latencies: number[];
}

export interface Listeners {
  /** Resolves when each client has had so many events, or the time is up. */
  heard(seconds: number): Promise<Heard>;
  close(): void;
}

/** Opens so many WebSockets with one subscription each; resolves when all have been acknowledged. */
export async function listen(
  url: string,
  clients: number,
  { count, rate }: { count: number; rate: number },
): Promise<Listeners> {
  const latencies: number[] = [];
  const sockets: WebSocket[] = [];
  let firstAt = 0;
  let lastAt = 0;
  const all = Promise.withResolvers<void>();
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => {});

  const take = (text: string) => {
    const receivedAt = performance.timeOrigin + performance.now();
    const message = JSON.parse(text) as {
      type: string;
      payload?: {
        data?: { sold?: { sentAt: number; product?: { shippingEstimate?: number } } };
        errors?: unknown;
      };
    };
    if (message.type === 'error' || (message.type === 'next' && message.payload?.errors))
      failed.reject(new Error(`A client got ${text.slice(0, 300)}`));
    const sold = message.type === 'next' ? message.payload?.data?.sold : undefined;
    if (!sold) return;
    if (typeof sold.product?.shippingEstimate !== 'number') failed.reject(new Error(`Not whole: ${text}`));
    firstAt ||= receivedAt;
    lastAt = receivedAt;
    if (latencies.push(receivedAt - sold.sentAt) === count * clients) all.resolve();
  };
  const open = () =>
    new Promise<void>((resolve, reject) => {
      const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
      sockets.push(socket);
      socket.once('error', reject);
      socket.once('open', () => socket.send('{"type":"connection_init"}'));
      socket.on('message', (data) => {
        const text = String(data);
        if (text.startsWith('{"type":"connection_ack"')) {
          const payload = { query: SOLD, variables: { count, rate } };
          socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
          resolve();
        } else if (text.includes('"type":"ping"')) socket.send('{"type":"pong"}');
        else take(text);
      });
    });
  // A hundred at a time: what is measured is how they are served, and not how they arrive.
  for (let opened = 0; opened < clients; opened += 100)
    await Promise.all(Array.from({ length: Math.min(100, clients - opened) }, open));
  return {
    async heard(seconds) {
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, seconds * 1_000);
      await Promise.race([all.promise, late.promise, failed.promise]);
      clearTimeout(timer);
      const span = (lastAt - firstAt) / 1_000;
      return { events: latencies.length, seconds: span, latencies: latencies.toSorted((a, b) => a - b) };
    },
    close() {
      for (const socket of sockets) socket.terminate();
    },
  };
}
