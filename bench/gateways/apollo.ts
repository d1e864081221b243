import { join } from 'node:path';
import { startPinned } from '../measure/pinned-process.ts';
import type { GatewayKind } from './gateway.ts';
import { freePort, untilReady } from './until-ready.ts';

/** Apollo Server with @apollo/gateway, as its makers' first example has it. */
export const apollo: GatewayKind = {
  name: 'Apollo Gateway',
  async start(supergraphPath, core) {
    const port = await freePort();
    const process = startPinned({
      core,
      args: [join(import.meta.dirname, 'apollo-process.ts'), supergraphPath, String(port)],
      env: { APOLLO_TELEMETRY_DISABLED: 'true' },
    });
    const url = `http://127.0.0.1:${port}/`;
    await untilReady(url, process);
    return { url, process, [Symbol.asyncDispose]: () => process[Symbol.asyncDispose]() };
  },
};
