import type { FormattedExecutionResult } from 'graphql';
import { createClient } from 'graphql-ws';
import { request } from 'undici';
import { WebSocket } from 'ws';

/** The results of one subscription over one connection: it ends by `complete`, or by what cuts it. */
export type ReadEvents = (
  url: string,
  query: string,
  variables: Record<string, unknown>,
) => AsyncGenerator<FormattedExecutionResult, void, void>;

/** As a client of graphql-ws that does not come back by itself; who stops reading drops the socket without a word. */
export const overWebSocket: ReadEvents = async function* (url, query, variables) {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  let isOver = false;
  try {
    for await (const result of client.iterate({ query, variables })) yield result as FormattedExecutionResult;
    isOver = true;
  } finally {
    if (!isOver) client.terminate();
    else void client.dispose();
  }
};

export const overEventStream: ReadEvents = (url, query, variables) =>
  overHttp(url, 'text/event-stream', { query, variables }, '\n\n', (event) => {
    if (event.startsWith(':')) return undefined;
    if (event.startsWith('event: complete')) return 'OVER';
    return JSON.parse(event.slice('event: next\ndata: '.length)) as FormattedExecutionResult;
  });

export const overMultipart: ReadEvents = (url, query, variables) => {
  const accept = 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0,application/json';
  return overHttp(url, accept, { query, variables }, '\r\n--graphql', (part) => {
    if (part === '') return undefined;
    const { payload } = JSON.parse(part.split('\r\n\r\n')[1] ?? '') as { payload?: FormattedExecutionResult };
    return payload;
  });
};

async function* overHttp(
  url: string,
  accept: string,
  body: object,
  separator: string,
  read: (text: string) => FormattedExecutionResult | 'OVER' | undefined,
): AsyncGenerator<FormattedExecutionResult, void, void> {
  const response = await request(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify(body),
  });
  response.body.setEncoding('utf8');
  let text = '';
  try {
    for await (const chunk of response.body) {
      const parts = `${text}${chunk as string}`.split(separator);
      text = parts.pop() ?? '';
      for (const part of parts) {
        const result = read(part);
        if (result === 'OVER') return;
        if (result) yield result;
      }
    }
  } finally {
    response.body.destroy();
  }
}
