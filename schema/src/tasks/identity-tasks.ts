import { z } from 'zod';
import { defineTask } from '../message.ts';

/**
 * Tells the gateway that sessions are over, so that it ends what they hold open. Tried for as long as an access token
 * of theirs may still be good.
 */
export const AnnounceEndedSessions = defineTask({
  name: 'identity.announce-ended-sessions',
  version: 1,
  owner: 'identity',
  retry: { retries: 10, delaySeconds: 1, expireSeconds: 30 },
  payload: z.object({ sessionIds: z.array(z.uuid()).min(1) }),
});
