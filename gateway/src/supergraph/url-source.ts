import type { Logger } from '@visiobook/service';
import { request } from 'undici';
import type { SupergraphSource } from './supergraph-source.ts';

export interface UrlSourceOptions {
  url: string;
  /** What the server wants in `authorization`, if anything. */
  authorization: string | undefined;
  pollMs: number;
  log: Logger;
}

const TIMEOUT_MS = 10_000;

/** A URL, asked again from time to time; a server that sends an ETag is spared the text that has not changed. */
export function urlSource({ url, authorization, pollMs, log }: UrlSourceOptions): SupergraphSource {
  let etag: string | undefined;
  let reachable = true;

  /** @returns undefined where nothing has changed */
  const ask = async (): Promise<string | undefined> => {
    const { statusCode, headers, body } = await request(url, {
      headers: {
        accept: 'application/graphql, text/plain, */*',
        ...(authorization === undefined ? {} : { authorization }),
        ...(etag === undefined ? {} : { 'if-none-match': etag }),
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await body.text();
    if (statusCode === 304) return undefined;
    if (statusCode !== 200) throw new Error(`The supergraph's URL answers with status ${statusCode}.`);
    etag = typeof headers.etag === 'string' ? headers.etag : undefined;
    return text;
  };

  return {
    name: url,
    async read() {
      etag = undefined;
      const text = await ask().catch((error: unknown) => {
        throw new Error(`There is no supergraph at ${url}: ${(error as Error).message}`, { cause: error });
      });
      return text ?? '';
    },
    follow(onText) {
      let timer: NodeJS.Timeout | undefined;
      let stopped = false;
      const next = () => {
        if (!stopped) timer = setTimeout(poll, pollMs).unref();
      };
      const poll = async () => {
        try {
          const text = await ask();
          if (!reachable) log.info({ url }, 'the supergraph can be asked for again');
          reachable = true;
          if (text !== undefined && !stopped) onText(text);
        } catch (error) {
          if (reachable)
            log.warn({ error, url }, 'no new supergraph can be asked for; this one goes on serving');
          reachable = false;
        }
        next();
      };
      next();
      return () => {
        stopped = true;
        clearTimeout(timer);
      };
    },
  };
}
