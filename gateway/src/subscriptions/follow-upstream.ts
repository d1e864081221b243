import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, type Logger } from '@visiobook/service';
import type { FormattedExecutionResult } from 'graphql';
import { StreamCut } from '../subgraph-client/subgraph-socket.ts';

export interface FollowUpstreamOptions {
  /** Opens the stream, from after a position where it has them. */
  open(after: number | undefined): AsyncIterable<FormattedExecutionResult>;
  /** The event's number, taken out of it; without this the stream cannot be resumed. */
  takeSeq: ((data: Record<string, unknown> | null | undefined) => number | undefined) | undefined;
  /** Where the client wants to begin. */
  start: number | undefined;
  /** For how long a cut stream is asked for again before the client is told. */
  resumeMs: number;
  signal: AbortSignal;
  log: Logger;
}

export interface NumberedEvent {
  event: FormattedExecutionResult;
  seq: number | undefined;
}

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2_000;

/**
 * The events of a stream, asked for again from the last one seen whenever the connection is cut, so that the client
 * has each once and in order while the subgraph dies and comes back. A stream whose events have no numbers ends.
 *
 * @throws AppError UNAVAILABLE when it cannot go on.
 */
export async function* followUpstream(
  options: FollowUpstreamOptions,
): AsyncGenerator<NumberedEvent, void, void> {
  const { open, takeSeq, start, resumeMs, signal, log } = options;
  let position = start;
  let waitMs = FIRST_WAIT_MS;
  let cutAt: number | undefined;
  while (!signal.aborted) {
    try {
      for await (const event of open(position)) {
        const seq = takeSeq?.(event.data);
        if (seq !== undefined && position !== undefined && seq <= position) continue;
        position = seq ?? position;
        cutAt = undefined;
        waitMs = FIRST_WAIT_MS;
        yield { event, seq };
      }
      return;
    } catch (error) {
      if (!(error instanceof StreamCut)) throw error;
      // The reader has taken all that waited for it, so it is ready for more.
      if (takeSeq && error.reason === 'BEHIND') continue;
      cutAt ??= Date.now();
      if (!takeSeq || Date.now() - cutAt + waitMs > resumeMs) {
        throw new AppError('UNAVAILABLE', 'The stream was cut; ask for it again.', {}, error);
      }
      log.info({ error, position, waitMs }, 'a stream was cut and is asked for again');
    }
    // Half of the wait is by chance, so that a thousand streams do not come back in one instant.
    await sleep(waitMs / 2 + Math.random() * (waitMs / 2), undefined, { signal }).catch(() => {});
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  }
}
