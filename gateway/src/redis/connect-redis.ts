import type { Logger } from '@visiobook/service';
import { type Redis, RedisGone } from './redis.ts';

export interface ConnectRedisOptions {
  /** `redis://` or `rediss://`, with user, password and database number if need be. */
  url: string;
  /** Longer than this no request waits for Redis. */
  timeoutMs: number;
  log: Logger;
}

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 1_000;

/**
 * Connects to Redis and stays connected: it comes back by itself whenever Redis does. A process starts and serves
 * without it. The library is loaded here, so that who has no Redis does not carry it.
 */
export async function connectRedis({ url, timeoutMs, log }: ConnectRedisOptions): Promise<Redis> {
  const { createClient } = await import('@redis/client');
  const client = createClient({
    url,
    RESP: 2,
    // What waits for Redis to come back would answer nobody.
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    // A server that is gone without a word is found out by this.
    pingInterval: 5_000,
    socket: {
      connectTimeout: 2_000,
      reconnectStrategy: (retries) => Math.min(FIRST_WAIT_MS * 2 ** retries, LONGEST_WAIT_MS),
    },
  });
  const listener = client.duplicate();
  let state: 'new' | 'here' | 'gone' = 'new';
  const become = (next: 'here' | 'gone', error?: unknown) => {
    if (state === next) return;
    if (next === 'gone')
      log.warn({ error }, 'Redis does not answer; each process counts by itself until it does');
    else log.info(state === 'gone' ? 'Redis is back' : 'Redis is connected');
    state = next;
  };
  client.on('ready', () => become('here'));
  client.on('error', (error: unknown) => become('gone', error));
  // The first connection has said all there is to say.
  listener.on('error', () => {});
  const connecting = Promise.all([client.connect(), listener.connect()]).catch(() => {});
  await Promise.race([connecting, new Promise((resolve) => setTimeout(resolve, timeoutMs).unref())]);

  /** No request waits for a Redis that has just kept another one waiting. */
  let silentUntil = 0;
  const send: Redis['send'] = async (command) => {
    if (!client.isReady || performance.now() < silentUntil) throw new RedisGone('Redis is not connected.');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(new RedisGone(`Redis has not answered in ${timeoutMs} ms.`)),
        timeoutMs,
      );
    });
    try {
      const answer = await Promise.race([client.sendCommand([...command]), late]);
      become('here');
      return answer;
    } catch (error) {
      if (isUnknownScript(error)) throw error;
      silentUntil = performance.now() + timeoutMs * 4;
      become('gone', error);
      // One that is full, read-only or still loading is no better than one that is not there.
      throw error instanceof RedisGone ? error : new RedisGone('Redis did not do it.', { cause: error });
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    send,
    async run({ text, sha1 }, keys, given) {
      const rest = [String(keys.length), ...keys, ...given];
      try {
        return await send(['EVALSHA', sha1, ...rest]);
      } catch (error) {
        if (!isUnknownScript(error)) throw error;
        return send(['EVAL', text, ...rest]);
      }
    },
    listen(channel, onMessage) {
      const subscribe = () => listener.subscribe(channel, onMessage);
      // The library asks for it again after each reconnection, once it was asked for at all.
      if (listener.isReady) void subscribe().catch(() => {});
      else listener.once('ready', () => void subscribe().catch(() => {}));
    },
    close: async () => {
      client.destroy();
      listener.destroy();
      await connecting;
    },
  };
}

/** Redis has not seen the script yet, or was started anew since. */
function isUnknownScript(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('NOSCRIPT');
}
