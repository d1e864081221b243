import { AppError, createLogger } from '@visiobook/service';
import type { FormattedExecutionResult } from 'graphql';
import { describe, expect, it } from 'vitest';
import { StreamCut } from '../subgraph-client/subgraph-socket.ts';
import { type FollowUpstreamOptions, followUpstream } from './follow-upstream.ts';

const log = createLogger({ service: 'test', version: '0', environment: 'test', logLevel: 'silent' });

/** A stream of numbers that is cut before each of `cuts`, once each; `repeat` events come again after a cut. */
function stream({ to, cuts, repeat = 0 }: { to: number; cuts: number[]; repeat?: number }) {
  const left = new Set(cuts);
  const opened: (number | undefined)[] = [];
  async function* open(after: number | undefined): AsyncGenerator<FormattedExecutionResult> {
    opened.push(after);
    for (let seq = Math.max(1, (after ?? 0) + 1 - repeat); seq <= to; seq++) {
      if (left.delete(seq)) throw new StreamCut('LOST', 'cut');
      yield { data: { seq } };
    }
  }
  return { open, opened };
}

async function read(options: Partial<FollowUpstreamOptions> & Pick<FollowUpstreamOptions, 'open'>) {
  const seen: unknown[] = [];
  const all = followUpstream({
    takeSeq: (data) => data?.seq as number,
    start: undefined,
    resumeMs: 5_000,
    signal: new AbortController().signal,
    log,
    ...options,
  });
  for await (const { event } of all) seen.push(event.data?.seq);
  return seen;
}

describe('followUpstream', () => {
  it('asks again from the last event seen, however often it is cut', async () => {
    const { open, opened } = stream({ to: 6, cuts: [1, 3, 5] });
    expect(await read({ open })).toEqual([1, 2, 3, 4, 5, 6]);
    expect(opened).toEqual([undefined, undefined, 2, 4]);
  });

  it('begins where the client wants to', async () => {
    const { open, opened } = stream({ to: 5, cuts: [4] });
    expect(await read({ open, start: 2 })).toEqual([3, 4, 5]);
    expect(opened).toEqual([2, 3]);
  });

  it('gives each event once even if the subgraph repeats some', async () => {
    const { open } = stream({ to: 6, cuts: [4], repeat: 2 });
    expect(await read({ open })).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('gives up with UNAVAILABLE when nothing comes for too long', async () => {
    const open = () => stream({ to: 1, cuts: [1] }).open(undefined);
    await expect(read({ open, resumeMs: 150 })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('gives up at once when events have no numbers', async () => {
    const { open, opened } = stream({ to: 6, cuts: [3] });
    await expect(read({ open, takeSeq: undefined })).rejects.toBeInstanceOf(AppError);
    expect(opened).toHaveLength(1);
  });

  it('ends while it waits when the client leaves', async () => {
    const leaving = new AbortController();
    const open = () => stream({ to: 1, cuts: [1] }).open(undefined);
    setTimeout(() => leaving.abort(), 30);
    expect(await read({ open, signal: leaving.signal, resumeMs: 60_000 })).toEqual([]);
  });
});
