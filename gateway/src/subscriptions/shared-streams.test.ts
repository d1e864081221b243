import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createShareStream, type NumberedResult, type SharedStreamRequest } from './shared-streams.ts';

/** A stream whose events are pushed by the test. */
function world({ resumable = true, buffer = 4 }: { resumable?: boolean; buffer?: number } = {}) {
  const share = createShareStream();
  const opened: (number | undefined)[] = [];
  let closed = 0;
  let last = 0;
  let wake = Promise.withResolvers<void>();
  async function* open(start: number | undefined): AsyncGenerator<NumberedResult, void, void> {
    opened.push(start);
    try {
      for (let seq = (start ?? 0) + 1; ; seq++) {
        while (seq > last) await wake.promise;
        yield { seq: resumable ? seq : undefined, result: { data: { seq } } };
      }
    } finally {
      closed++;
    }
  }
  const read = (options: Partial<SharedStreamRequest> = {}) =>
    share({ key: 'k', start: undefined, resumable, slowReader: 'LATER', buffer, open, ...options });
  const push = async (to: number) => {
    last = to;
    wake.resolve();
    wake = Promise.withResolvers<void>();
    for (let i = 0; i < 50; i++) await turn();
  };
  return { read, push, opened, closed: () => closed };
}

type Stream = ReturnType<ReturnType<typeof world>['read']>;

async function take(stream: Stream, count: number): Promise<unknown[]> {
  const seen: unknown[] = [];
  while (seen.length < count) {
    const { value, done } = await stream.next();
    if (done) break;
    seen.push((value as { data: { seq: number } }).data.seq);
  }
  return seen;
}

describe('shared streams', () => {
  it('are opened once for all readers, and closed when the last one leaves', async () => {
    const { read, push, opened, closed } = world();
    const [one, two] = [read(), read()];
    const both = Promise.all([take(one, 3), take(two, 3)]);
    await push(3);
    expect(await both).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect(opened).toEqual([undefined]);
    await one.return();
    expect(
      await Promise.race([
        take(two, 1),
        push(4)
          .then(() => turn())
          .then(() => 'nothing'),
      ]),
    ).toEqual([4]);
    const leaving = two.return();
    await push(5);
    await leaving;
    expect(closed()).toBe(1);
  });

  it('are separate for another key', async () => {
    const { read, push, opened } = world();
    const both = Promise.all([take(read(), 1), take(read({ key: 'other' }), 1)]);
    await push(1);
    await both;
    expect(opened).toHaveLength(2);
  });

  it('give a reader who comes later what it would have had, or a stream of its own', async () => {
    const { read, push, opened } = world({ buffer: 4 });
    const first = read({ start: 0 });
    const some = take(first, 6);
    await push(6);
    await some;
    expect(await take(read({ start: 3 }), 3)).toEqual([4, 5, 6]);
    expect(opened).toEqual([0]);
    expect(await take(read({ start: 1 }), 5)).toEqual([2, 3, 4, 5, 6]);
    expect(opened).toEqual([0, 1]);
  });

  it('are not joined in the middle when their events have no numbers', async () => {
    const { read, push, opened } = world({ resumable: false });
    const some = take(read(), 2);
    await push(2);
    await some;
    expect(await take(read(), 2)).toEqual([1, 2]);
    expect(opened).toHaveLength(2);
  });

  it('let a slow reader go on by itself without a gap, and others do not wait', async () => {
    const { read, push, opened } = world({ buffer: 4 });
    const [quick, slow] = [read(), read()];
    const one = Promise.all([take(quick, 1), take(slow, 1)]);
    await push(1);
    await one;
    const many = take(quick, 29);
    await push(30);
    expect(await many).toHaveLength(29);
    expect(await take(slow, 29)).toEqual(Array.from({ length: 29 }, (_, n) => n + 2));
    expect(opened[0]).toBeUndefined();
    expect(opened.length).toBeGreaterThan(1);
  });

  it('give a slow reader only the newest when it wants that', async () => {
    const { read, push, opened } = world({ buffer: 4 });
    const slow = read({ slowReader: 'NEWEST' });
    const one = take(slow, 1);
    await push(1);
    await one;
    const next = take(slow, 1);
    await push(2);
    await next;
    await push(50);
    let last = 2;
    let jumps = 0;
    while (last < 50) {
      const { value } = await slow.next();
      const { data, extensions } = value as { data: { seq: number }; extensions?: { skipped: number } };
      // What is left out is said, so that nobody takes it for lost.
      expect(data.seq).toBe(last + 1 + (extensions?.skipped ?? 0));
      if (extensions) jumps++;
      last = data.seq;
    }
    expect(jumps).toBeGreaterThan(0);
    expect(opened).toHaveLength(1);
  });
});
