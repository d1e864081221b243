import type { IncomingHttpHeaders } from 'node:http';

export type Headers = Readonly<Record<string, string>>;

/** These speak of one message or connection, are ours, or are made anew for each call. */
const NEVER =
  /^(host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|content-.*|accept-encoding|accept|cookie2|proxy-.*|x-visiobook-.*|x-correlation-id|traceparent|tracestate|retry-after|cache-control|vary|access-control-.*)$/;

/** Whether a header may be on an allow-list at all. */
export function mayPass(name: string): boolean {
  return /^[a-z0-9-]+$/.test(name) && !NEVER.test(name);
}

/**
 * What of a client's request goes on to subgraphs. A WebSocket's client names headers in its first message
 * (`connectionParams.headers`), since browsers let it send none.
 */
export function forwardedHeaders(
  allowed: readonly string[],
  headers: IncomingHttpHeaders,
  params?: Readonly<Record<string, unknown>> | undefined,
): Headers {
  if (allowed.length === 0) return NONE;
  const given = Object.entries(params ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  const named = new Map(given);
  const entries = allowed.flatMap((name) => {
    const value = named.get(name) ?? headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(entries);
}

const NONE: Headers = {};

/** Headers of subgraphs' answers that go back to the client. */
export type ReturnedHeaders = Map<string, string[]>;

/** Adds those of one answer: cookies to those of others, anything else in the place of what another one said. */
export function collectReturned(
  returned: ReturnedHeaders | undefined,
  allowed: readonly string[],
  headers: IncomingHttpHeaders,
): void {
  for (const name of allowed) {
    const value = headers[name];
    if (value === undefined || !returned) continue;
    const values = [value].flat();
    returned.set(name, name === 'set-cookie' ? [...(returned.get(name) ?? []), ...values] : values);
  }
}
