import { AnnounceEndedSessions, internalPaths } from '@visiobook/schema';
import type { Neighbour, Queue } from '@visiobook/service';

/** Passes the ends of sessions on to every gateway that is known; the queue repeats it for one that is down. */
export async function announceEndedSessions(queue: Queue, gateways: readonly Neighbour[]): Promise<void> {
  await queue.work(AnnounceEndedSessions, async ({ payload, signal }) => {
    await Promise.all(
      gateways.map((gateway) => gateway.post(internalPaths.revokedSessions(), payload, signal)),
    );
  });
}
