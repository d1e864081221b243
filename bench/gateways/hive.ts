import { join } from 'node:path';
import { startPinned } from '../measure/pinned-process.ts';
import type { GatewayKind } from './gateway.ts';
import { freePort, untilReady } from './until-ready.ts';

const HERE = import.meta.dirname;
const BIN = join(HERE, '..', 'node_modules', '@graphql-hive', 'gateway', 'dist', 'bin.js');

/** Hive Gateway's own program with its Rust planner. @param sharing identical requests in flight are answered once */
export function hive(name: string, { sharing }: { sharing: boolean }): GatewayKind {
  return {
    name,
    async start(supergraphPath, core) {
      const port = await freePort();
      const config = join(HERE, sharing ? 'hive-sharing.config.ts' : 'hive.config.ts');
      const process = startPinned({
        core,
        args: [
          BIN,
          'supergraph',
          supergraphPath,
          '-c',
          config,
          '-h',
          '127.0.0.1',
          '-p',
          String(port),
          '--fork',
          '1',
        ],
        env: { LOG_LEVEL: 'error' },
        cwd: HERE,
      });
      const url = `http://127.0.0.1:${port}/graphql`;
      await untilReady(url, process);
      return { url, process, [Symbol.asyncDispose]: () => process[Symbol.asyncDispose]() };
    },
  };
}
