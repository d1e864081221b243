import { AppError, anonymous } from '@visiobook/service';
import type { Caller } from '../context.ts';
import type { VerifyToken } from './token-verifier.ts';

/** A viewer, and when its token ends in milliseconds since 1970. */
export type Identity = Pick<Caller, 'viewer' | 'until' | 'claims'>;

/** Turns the value of an `Authorization` header (or its place in a WebSocket's first message) into a viewer. */
export type Authenticate = (authorization: string | undefined, requestId: string) => Promise<Identity>;

/** Everybody is nobody: for a graph that decides by itself, or is everybody's. */
export const authenticateNobody: Authenticate = async (_authorization, requestId) => ({
  viewer: anonymous(requestId),
  until: undefined,
});

/** No header is nobody; anything but a good bearer token is refused, never taken for nobody. */
export function createAuthenticate(
  verify: VerifyToken,
  isRevoked: (sessionId: string) => boolean,
): Authenticate {
  return async (authorization, requestId) => {
    if (authorization === undefined || authorization === '')
      return { viewer: anonymous(requestId), until: undefined };
    const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization.trim()) ?? [];
    if (!token) throw new AppError('UNAUTHENTICATED', 'Authorization must be "Bearer" and an access token.');
    const { sub, sid, exp, role, scope, all } = await verify(token);
    if (sid && isRevoked(sid)) throw new AppError('UNAUTHENTICATED', 'This session has ended; log in again.');
    const viewer = {
      kind: 'USER' as const,
      id: sub,
      role,
      scopes: scope.split(' ').filter((part) => part !== ''),
      sessionId: sid ?? null,
      requestId,
    };
    return { viewer, until: exp * 1000, claims: all };
  };
}
