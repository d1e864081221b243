import { existsSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Logger } from '@visiobook/service';

/** Editors and deployments write a file in several steps; this long after the last one it is read. */
const SETTLE_MS = 100;

/** A mounted config map changes by moving this link; the file itself is a link through it. */
const KUBERNETES_LINK = '..data';

/** Calls back when a file may have changed, also when another one takes its name. @returns stops watching */
export function watchFile(path: string, log: Logger, onChange: () => void): () => void {
  if (!existsSync(dirname(path))) return () => {};
  let timer: NodeJS.Timeout | undefined;
  // The folder, not the file: a deployment replaces the file by another one of the same name.
  const watcher = watch(dirname(path), (_event, file) => {
    if (file !== null && file !== basename(path) && file !== KUBERNETES_LINK) return;
    clearTimeout(timer);
    timer = setTimeout(onChange, SETTLE_MS);
  });
  watcher.on('error', (error) => log.error({ error, path }, 'a file is no longer watched'));
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
