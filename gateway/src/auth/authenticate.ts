import { AppError, anonymous } from '@visiobook/service';
import type { UnsignedViewer } from '../context.ts';
import type { VerifyToken } from './token-verifier.ts';

/** Turns the value of an `Authorization` header (or its place in a WebSocket's first message) into a viewer. */
export type Authenticate = (authorization: string | undefined, requestId: string) => Promise<UnsignedViewer>;

/** No header is nobody; anything but a good bearer token is refused, never taken for nobody. */
export function createAuthenticate(verify: VerifyToken): Authenticate {
  return async (authorization, requestId) => {
    if (authorization === undefined || authorization === '') return anonymous(requestId);
    const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization.trim()) ?? [];
    if (!token) throw new AppError('UNAUTHENTICATED', 'Authorization must be "Bearer" and an access token.');
    const { sub, sid, role, scope } = await verify(token);
    return {
      kind: 'USER',
      id: sub,
      role,
      scopes: scope.split(' ').filter((part) => part !== ''),
      sessionId: sid ?? null,
      requestId,
    };
  };
}
