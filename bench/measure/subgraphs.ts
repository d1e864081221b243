import { once } from 'node:events';
import { join } from 'node:path';
import type { RecordedCall } from './call-chain.ts';
import { startPinned } from './pinned-process.ts';
import type { SubgraphsMessage, SubgraphUrls } from './subgraphs-process.ts';

export interface RunningSubgraphs extends AsyncDisposable {
  urls: SubgraphUrls;
  /** Requests that came so far. */
  calls(): Promise<number>;
  /** The calls that come while something runs, in their order. */
  record(run: () => Promise<unknown>): Promise<RecordedCall[]>;
}

/** Starts the process that serves all subgraphs. */
export async function startSubgraphs(core: number): Promise<RunningSubgraphs> {
  const process = startPinned({
    core,
    args: ['--no-allocation-site-pretenuring', join(import.meta.dirname, 'subgraphs-process.ts')],
  });
  const next = async () => ((await once(process.child, 'message')) as [SubgraphsMessage])[0];
  const ask = async (what: 'calls' | 'record') => {
    process.child.send(what);
    const answer = await next();
    if (!('calls' in answer)) throw new Error('The subgraphs said something else.');
    return answer;
  };
  const first = await next();
  if (!('urls' in first)) throw new Error('The subgraphs did not say where they are.');
  return {
    urls: first.urls,
    calls: async () => (await ask('calls')).calls,
    record: async (run) => {
      await ask('record');
      await run();
      return (await ask('calls')).recorded;
    },
    [Symbol.asyncDispose]: () => process[Symbol.asyncDispose](),
  };
}
