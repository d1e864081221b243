import { readFile } from 'node:fs/promises';
import type { Logger } from '@visiobook/service';
import { watchFile } from '../files/watch-file.ts';
import type { SupergraphSource } from './supergraph-source.ts';

/** A file, read again whenever it changes. */
export function fileSource(path: string, log: Logger): SupergraphSource {
  return {
    name: path,
    read: () => readFile(path, 'utf8'),
    follow: (onText) =>
      watchFile(path, log, () => {
        // Between two names there may be no file for a moment.
        readFile(path, 'utf8').then(onText, () => {});
      }),
  };
}
