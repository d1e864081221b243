import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../context.ts';
import { forwardedHeaders } from '../http/header-lists.ts';
import type { Authenticate } from './authenticate.ts';

export interface CallerTraits {
  authorization: string | undefined;
  requestId: string;
  headers: IncomingHttpHeaders;
  remoteAddress: string | undefined;
  /** What the client calls itself, where it does not say so in a header. */
  clientName?: string | undefined;
  /** Headers that a WebSocket's client names in its first message. */
  params?: Readonly<Record<string, unknown>> | undefined;
}

/** Who asks, from where and with which program. @throws AppError as `Authenticate` does. */
export type IdentifyCaller = (traits: CallerTraits) => Promise<Caller>;

/** Apollo's clients send their name so. */
export const CLIENT_NAME_HEADER = 'apollographql-client-name';

export function createIdentifyCaller(
  authenticate: Authenticate,
  { trustedProxies, forwardHeaders }: { trustedProxies: number; forwardHeaders: readonly string[] },
): IdentifyCaller {
  return async ({ authorization, requestId, headers, remoteAddress, clientName, params }) => ({
    ...(await authenticate(authorization, requestId)),
    address: addressOf(headers, remoteAddress ?? '', trustedProxies),
    client: (clientName ?? String(headers[CLIENT_NAME_HEADER] ?? '')).slice(0, 64) || 'unknown',
    forwarded: forwardedHeaders(forwardHeaders, headers, params),
  });
}

/** Each proxy appends where it was called from; only what our own proxies wrote can be believed. */
function addressOf(headers: IncomingHttpHeaders, remoteAddress: string, trustedProxies: number): string {
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((entry) => entry.trim());
  const hops = [...forwarded.filter((entry) => entry !== ''), remoteAddress];
  return hops[Math.max(0, hops.length - 1 - trustedProxies)] ?? remoteAddress;
}
