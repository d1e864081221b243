import { AppError } from '@visiobook/service';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';

export interface TokenVerifierOptions {
  jwksUrl: string;
  issuer: string;
  audience: string;
  /** With which tokens may be signed. */
  algorithms: readonly string[];
}

const Claims = z.object({
  sub: z.string(),
  exp: z.number(),
  sid: z.string().nullish(),
  role: z.enum(['USER', 'MODERATOR', 'ADMIN']).catch('USER'),
  scope: z.string().default(''),
});
export type Claims = z.output<typeof Claims> & {
  /** The claims as they stand in the token. */
  all: Readonly<Record<string, unknown>>;
};

/** @throws AppError UNAUTHENTICATED for a token that is not good, UNAVAILABLE while the keys cannot be read. */
export type VerifyToken = (token: string) => Promise<Claims>;

/**
 * Checks access tokens against identity's published keys. They are fetched when first needed and kept; a token
 * with an unknown key id causes a new look, at most every 30 seconds, so that forged ids cannot flood identity.
 */
export function createTokenVerifier({
  jwksUrl,
  issuer,
  audience,
  algorithms,
}: TokenVerifierOptions): VerifyToken {
  const keys = createRemoteJWKSet(new URL(jwksUrl), {
    cooldownDuration: 30_000,
    cacheMaxAge: 600_000,
    timeoutDuration: 3_000,
  });
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: [...algorithms],
        issuer,
        audience,
        clockTolerance: 5,
        requiredClaims: ['sub', 'exp'],
      });
      return { ...Claims.parse(payload), all: payload };
    } catch (error) {
      throw refusal(error);
    }
  };
}

function refusal(error: unknown): AppError {
  if (error instanceof errors.JWTExpired)
    return new AppError('UNAUTHENTICATED', 'The access token has expired; refresh the session.');
  const aboutToken = error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout);
  // What jose says of an unreadable key set is a plain JOSEError: the token is not to blame.
  const aboutKeys = error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC';
  if ((aboutToken && !aboutKeys) || error instanceof z.ZodError)
    return new AppError('UNAUTHENTICATED', 'The access token is not valid; log in again.');
  return new AppError('UNAVAILABLE', 'Tokens cannot be checked right now; try again.', {}, error);
}
