import { once } from 'node:events';
import { join } from 'node:path';
import { startPinned } from './pinned-process.ts';
import type { SubgraphsMessage, SubgraphUrls } from './subgraphs-process.ts';

export interface RunningSubgraphs extends AsyncDisposable {
  urls: SubgraphUrls;
  /** Requests that came so far. */
  calls(): Promise<number>;
}

/** Starts the process that serves all subgraphs. */
export async function startSubgraphs(core: number): Promise<RunningSubgraphs> {
  const process = startPinned({ core, args: [join(import.meta.dirname, 'subgraphs-process.ts')] });
  const next = async () => ((await once(process.child, 'message')) as [SubgraphsMessage])[0];
  const first = await next();
  if (!('urls' in first)) throw new Error('The subgraphs did not say where they are.');
  return {
    urls: first.urls,
    calls: async () => {
      process.child.send('calls');
      const answer = await next();
      return 'calls' in answer ? answer.calls : 0;
    },
    [Symbol.asyncDispose]: () => process[Symbol.asyncDispose](),
  };
}
