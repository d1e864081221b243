import { SignJWT } from 'jose';
import type { AccessTokenIssuer } from '../domain/ports.ts';
import { scopesOf } from '../domain/scopes.ts';
import type { Keyring } from './keyring.ts';

/** Issuer and audience of every access token; the gateway asks for both. */
export const TOKEN_ISSUER = 'visiobook';
export const TOKEN_AUDIENCE = 'visiobook';

export const ACCESS_TOKEN_SECONDS = 15 * 60;

/** Access tokens as JWTs signed with Ed25519: verified by the gateway against the JWKS, without asking identity. */
export function createAccessTokens(keyring: Keyring, now: () => Date): AccessTokenIssuer {
  return {
    async issue({ userId, sessionId, role }) {
      const { kid, privateKey } = await keyring.signing();
      const issuedAt = Math.floor(now().getTime() / 1000);
      const token = await new SignJWT({ sid: sessionId, role, scope: scopesOf(role).join(' ') })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid })
        .setSubject(userId)
        .setIssuer(TOKEN_ISSUER)
        .setAudience(TOKEN_AUDIENCE)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
        .sign(privateKey);
      return { token, expiresAt: new Date((issuedAt + ACCESS_TOKEN_SECONDS) * 1000) };
    },
  };
}
