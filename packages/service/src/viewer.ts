import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { AppError } from './app-error.ts';

/** Request header, and field of a subscribe message's extensions, that carries the signed viewer between processes. */
export const VIEWER_HEADER = 'x-visiobook-viewer';

/** Who asks: decided by the gateway (or a service, for itself), believed by every subgraph. */
export const Viewer = z.object({
  kind: z.enum(['ANONYMOUS', 'USER', 'PARTNER', 'SERVICE']),
  /** The user's, partner's or session-less service's id; null for nobody. */
  id: z.string().nullable(),
  role: z.enum(['USER', 'MODERATOR', 'ADMIN']).nullable(),
  scopes: z.array(z.string()),
  sessionId: z.string().nullable(),
  requestId: z.string(),
  /** Seconds since 1970 after which the statement is void. */
  expiresAt: z.int(),
});
export type Viewer = z.infer<typeof Viewer>;

/** How long a signed statement lives: longer than any request, shorter than anybody could make use of it. */
const LIFETIME_SECONDS = 300;

/** Nobody: what a request without the header is. */
export function anonymous(requestId: string): Viewer {
  return { kind: 'ANONYMOUS', id: null, role: null, scopes: [], sessionId: null, requestId, expiresAt: 0 };
}

/** What a service says of itself when it calls a neighbour's internal API. */
export function serviceViewer(service: string, requestId: string): Omit<Viewer, 'expiresAt'> {
  return { kind: 'SERVICE', id: service, role: null, scopes: [], sessionId: null, requestId };
}

/** Signs `viewer` for five minutes: `base64url(json).base64url(hmac-sha256)`. */
export function signViewer(viewer: Omit<Viewer, 'expiresAt'>, key: string, now = Date.now()): string {
  const statement = { ...viewer, expiresAt: Math.floor(now / 1000) + LIFETIME_SECONDS };
  const body = Buffer.from(JSON.stringify(statement)).toString('base64url');
  return `${body}.${mac(body, key)}`;
}

/**
 * Checks a signed viewer.
 *
 * @throws AppError UNAUTHENTICATED when it is malformed, signed with another key, or too old.
 */
export function verifyViewer(signed: string, key: string, now = Date.now()): Viewer {
  const [body = '', signature = ''] = signed.split('.');
  const expected = Buffer.from(mac(body, key));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given))
    throw bad('it is not signed by this platform');
  const parsed = Viewer.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  if (!parsed.success) throw bad('its fields are not those of a viewer');
  if (parsed.data.expiresAt * 1000 < now) throw bad('it has expired');
  return parsed.data;
}

/** The user behind a request. @throws AppError UNAUTHENTICATED for anyone else. */
export function requireUser(viewer: Viewer): Viewer & { id: string } {
  if (viewer.kind !== 'USER' || viewer.id === null) throw new AppError('UNAUTHENTICATED', 'Log in first.');
  return { ...viewer, id: viewer.id };
}

/** Lets only the platform's own services through. @throws AppError FORBIDDEN for anyone else. */
export function requireService(viewer: Viewer): Viewer & { id: string } {
  if (viewer.kind !== 'SERVICE' || viewer.id === null)
    throw new AppError('FORBIDDEN', 'Only for services of the platform.');
  return { ...viewer, id: viewer.id };
}

function mac(body: string, key: string): string {
  return createHmac('sha256', key).update(body).digest('base64url');
}

function bad(reason: string): AppError {
  return new AppError('UNAUTHENTICATED', `The viewer header was refused: ${reason}.`);
}
