import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Call {
  query: string;
  variables: Record<string, unknown>;
  headers: IncomingMessage['headers'];
}

export interface Misbehaving extends AsyncDisposable {
  url: string;
  /** What came, oldest first. */
  calls: Call[];
  /** Calls that are open now, and the most there ever were. */
  open: number;
  most: number;
}

/** A server that does with each call what `behave` says; `n` counts them from 1. */
export async function runMisbehaving(
  behave: (response: ServerResponse, n: number, call: Call) => void | Promise<void>,
): Promise<Misbehaving> {
  const server = createServer(async (request, response) => {
    const { query, variables = {} } = JSON.parse(await text(request)) as Partial<Call> & { query: string };
    asked.set(response, query);
    const call = { query, variables, headers: request.headers };
    const n = running.calls.push(call);
    running.most = Math.max(running.most, ++running.open);
    response.once('close', () => running.open--);
    await behave(response, n, call);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const running: Misbehaving = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    open: 0,
    most: 0,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return running;
}

/** What each response answers. */
const asked = new WeakMap<ServerResponse, string>();

/** Answers with `data`, by field names; the gateway gives them response names of its own. */
export function answer(response: ServerResponse, data: Record<string, unknown>): void {
  const query = asked.get(response) ?? '';
  const named = Object.entries(data).flatMap(([field, value]) =>
    Array.from(
      query.matchAll(new RegExp(`(?:(\\w+)\\s*:\\s*)?\\b${field}\\b(?!\\s*:)`, 'g')),
      ([, alias]) => [alias ?? field, value],
    ),
  );
  const body = JSON.stringify({ data: Object.fromEntries(named) });
  response.setHeader('content-type', 'application/json').end(body);
}
