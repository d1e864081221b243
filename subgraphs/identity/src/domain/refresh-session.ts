import { AppError } from '@visiobook/service';
import type { RefreshSessionInput } from './account-input.ts';
import type { Authenticated } from './authenticated.ts';
import { handOut, sessionEnd } from './open-session.ts';
import type { Identity, Transaction } from './ports.ts';
import { isAlive } from './session.ts';

/** How long an exchanged token may be shown again by someone who did not get the answer. */
const GRACE_MS = 10_000;

/**
 * Exchanges a refresh token. Decision: strict detection of reuse, with a short grace that hands out nothing new.
 *
 * A refresh token works once. One that is shown again was copied, by the thief or from the thief, and we cannot
 * tell who is who: the whole session ends and its owner logs in again (RFC 9700 §4.14.2).
 *
 * Strictness alone would log people out for a double click, two tabs, or an answer lost on a train. So for ten
 * seconds an exchanged token may be shown again, as long as nobody has used its successor. The repeat gets *the same*
 * successor, because a successor is computed from its predecessor under a key of the platform (see
 * refresh-tokens.ts): no token is kept in the clear for this, and one line of tokens never becomes two, so a thief
 * who is quicker than the grace still collides with the owner at the next exchange.
 *
 * The session's row is locked first: of two exchanges at once, one rotates and the other finds it done.
 */
export async function refreshSession(
  identity: Identity,
  { refreshToken }: RefreshSessionInput,
): Promise<Authenticated> {
  const { store, log, metrics } = identity;
  const outcome = await store.transaction((transaction) => exchange(identity, transaction, refreshToken));
  metrics.operations.inc({ operation: 'refresh-session', outcome: outcome.kind });
  // Thrown out here, since the end of a session whose token was reused must be committed.
  if (outcome.kind === 'reused')
    log.warn({ sessionId: outcome.sessionId }, 'a void refresh token was shown: its session was ended');
  if (outcome.kind !== 'exchanged')
    throw new AppError('UNAUTHENTICATED', 'This session has ended; log in again.');
  return outcome.authenticated;
}

type Outcome =
  | { kind: 'exchanged'; authenticated: Authenticated }
  | { kind: 'reused'; sessionId: string }
  | { kind: 'unknown' };

async function exchange(
  identity: Identity,
  { users, sessions, announceEnded }: Transaction,
  refreshToken: string,
): Promise<Outcome> {
  const { refreshTokens, limits } = identity;
  const found = await sessions.lockByToken(refreshTokens.hash(refreshToken));
  const now = identity.now();
  if (!found || !isAlive(found.session, now)) return { kind: 'unknown' };
  const { session, token } = found;
  const successor = refreshTokens.successorOf(refreshToken);
  const newHash = refreshTokens.hash(successor);

  if (token.replacedAt === null) {
    const expiresAt = sessionEnd(now, limits.sessionDays);
    await sessions.rotate({ sessionId: session.id, oldHash: token.hash, newHash, now, expiresAt });
  } else {
    const inGrace = now.getTime() - token.replacedAt.getTime() <= GRACE_MS;
    const unused = inGrace && (await sessions.findToken(newHash))?.replacedAt === null;
    if (!unused) {
      await sessions.end(session.id, 'TOKEN_REUSED', now);
      await announceEnded([session.id]);
      return { kind: 'reused', sessionId: session.id };
    }
  }
  const [user] = await users.findByIds([session.userId]);
  if (!user) return { kind: 'unknown' };
  return { kind: 'exchanged', authenticated: await handOut(identity, user, session.id, successor) };
}
