import type { Logger } from '@visiobook/service';
import { fileSource } from './file-source.ts';
import type { SupergraphSource } from './supergraph-source.ts';
import { urlSource } from './url-source.ts';

export type SourceConfig =
  | { path: string }
  | { url: string; authorization: string | undefined; pollMs: number };

export function createSource(config: SourceConfig, log: Logger): SupergraphSource {
  return 'path' in config ? fileSource(config.path, log) : urlSource({ ...config, log });
}
