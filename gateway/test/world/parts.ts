import { request } from 'undici';

export interface PartedAnswer extends AsyncDisposable {
  status: number;
  headers: Record<string, unknown>;
  /** The next part; undefined after the last one. */
  next(): Promise<Record<string, unknown> | undefined>;
  all(): Promise<Record<string, unknown>[]>;
}

export const LEGACY = 'multipart/mixed;deferSpec=20220824, application/json';
export const CURRENT = 'multipart/mixed;incrementalSpec=v0.2, application/json';

/** Asks for an answer in parts, and reads each as soon as it is whole. */
export async function askInParts(
  url: string,
  body: { query: string; variables?: object; extensions?: object },
  headers: Record<string, string> = {},
): Promise<PartedAnswer> {
  const response = await request(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: LEGACY, ...headers },
    body: JSON.stringify(body),
  });
  const parts = readParts(response.body);
  const next = async () => (await parts.next()).value;
  return {
    status: response.statusCode,
    headers: response.headers,
    next,
    async all() {
      const all: Record<string, unknown>[] = [];
      for (let part = await next(); part; part = await next()) all.push(part);
      return all;
    },
    async [Symbol.asyncDispose]() {
      response.body.destroy();
    },
  };
}

async function* readParts(
  body: AsyncIterable<Buffer>,
): AsyncGenerator<Record<string, unknown>, undefined, void> {
  let text = '';
  let started = false;
  for await (const chunk of body) {
    text += chunk.toString();
    for (let end = text.indexOf(BOUNDARY); end >= 0; end = text.indexOf(BOUNDARY)) {
      const part = text.slice(0, end);
      text = text.slice(end + BOUNDARY.length);
      if (started) yield JSON.parse(part.slice(part.indexOf('\r\n\r\n'))) as Record<string, unknown>;
      started = true;
    }
  }
  if (text !== '--\r\n') throw new Error(`The answer ended with ${JSON.stringify(text)}.`);
  return undefined;
}

const BOUNDARY = '\r\n--graphql';
