import type { Pool } from 'undici';

/** A call that a gateway made to a subgraph, as the subgraph saw it. */
export interface RecordedCall {
  origin: string;
  body: string;
  /** Milliseconds, by the subgraph's clock. */
  from: number;
  to: number;
}

/**
 * Makes the calls of one operation again, without a gateway: each as soon as those have been answered that were answered
 * before it when they were recorded. How long that takes is what no gateway could save.
 */
export async function repeatCalls(
  calls: readonly RecordedCall[],
  poolOf: (origin: string) => Pool,
): Promise<void> {
  const done: Promise<void>[] = [];
  for (const { origin, body, from } of calls) {
    const before = done.filter((_, position) => calls[position]!.to <= from);
    done.push(
      Promise.all(before).then(async () => {
        const answer = await poolOf(origin).request({
          path: '/graphql',
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        await answer.body.dump({ limit: 50_000_000 });
      }),
    );
  }
  await Promise.all(done);
}
