import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import type { PinnedProcess } from '../measure/pinned-process.ts';

/** A port that was free a moment ago, for programs that cannot choose one themselves. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Asks until there is an answer. @throws Error when the process ends first or half a minute is over */
export async function untilReady(url: string, { child }: PinnedProcess): Promise<void> {
  const endsAt = Date.now() + 30_000;
  for (;;) {
    if (child.exitCode !== null || Date.now() > endsAt) throw new Error(`Nothing answers at ${url}.`);
    const answer = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    }).catch(() => undefined);
    await answer?.body.dump();
    if (answer?.statusCode === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
