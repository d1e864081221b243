import { join } from 'node:path';
import { startPinned } from '../measure/pinned-process.ts';
import type { GatewayKind } from './gateway.ts';
import { freePort, untilReady } from './until-ready.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'gateway', 'src', 'main.ts');

/** As operators run it, with all its checks; only the rate limit is off, since all load comes from one address. */
export function ours(name = 'visiobook', env: Record<string, string> = {}, args: string[] = []): GatewayKind {
  return {
    name,
    async start(supergraphPath, core) {
      const port = await freePort();
      const process = startPinned({
        core,
        args: [...args, MAIN],
        env: {
          PORT: String(port),
          SUPERGRAPH_PATH: supergraphPath,
          VISIOBOOK_PLATFORM_KEY: 'a key of the benchmarks, which is nowhere else',
          LOG_LEVEL: 'warn',
          RATE_LIMIT_ADDRESS: '0',
          ...env,
        },
      });
      const url = `http://127.0.0.1:${port}/graphql`;
      await untilReady(url, process);
      return { url, process, [Symbol.asyncDispose]: () => process[Symbol.asyncDispose]() };
    },
  };
}
