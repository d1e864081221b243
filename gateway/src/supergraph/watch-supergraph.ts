import { createHash } from 'node:crypto';
import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { SupergraphSdlHook } from '@apollo/gateway';
import type { Logger } from '@visiobook/service';

/** Editors and deployments write a file in several steps; this long after the last one it is read. */
const SETTLE_MS = 100;

/**
 * Gives the gateway its supergraph from a file, and again whenever the file's content changes. A text that is not
 * a supergraph is refused with its reason in the log, while the last good one goes on serving.
 */
export function watchSupergraph(path: string, log: Logger): SupergraphSdlHook {
  return async ({ update }) => {
    let current = await readFile(path, 'utf8');
    let timer: NodeJS.Timeout | undefined;
    const reload = async () => {
      const text = await readFile(path, 'utf8').catch(() => '');
      if (text === '' || hash(text) === hash(current)) return;
      try {
        update(text);
        current = text;
        log.info({ path, hash: hash(text) }, 'supergraph reloaded');
      } catch (error) {
        log.error({ error, path }, 'the new supergraph is not usable; the last good one goes on serving');
      }
    };
    // The folder, not the file: a deployment replaces the file by another one of the same name.
    const watcher = watch(dirname(path), (_event, file) => {
      if (file !== null && file !== basename(path) && file !== KUBERNETES_LINK) return;
      clearTimeout(timer);
      timer = setTimeout(() => void reload(), SETTLE_MS);
    });
    watcher.on('error', (error) => log.error({ error, path }, 'the supergraph is no longer watched'));
    return {
      supergraphSdl: current,
      cleanup: async () => {
        clearTimeout(timer);
        watcher.close();
      },
    };
  };
}

/** A mounted config map changes by moving this link; the file itself is a link through it. */
const KUBERNETES_LINK = '..data';

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
