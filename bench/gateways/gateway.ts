import type { PinnedProcess } from '../measure/pinned-process.ts';

export interface GatewayProcess extends AsyncDisposable {
  /** Of GraphQL over HTTP. */
  url: string;
  process: PinnedProcess;
}

export interface GatewayKind {
  name: string;
  /** @param supergraphPath the file that it serves */
  start(supergraphPath: string, core: number): Promise<GatewayProcess>;
}
