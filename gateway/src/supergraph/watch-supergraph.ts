import { createHash } from 'node:crypto';
import type { SupergraphSdlHook } from '@apollo/gateway';
import type { Logger } from '@visiobook/service';
import { acceptSecurityFeatures } from '../access/access-rules.ts';
import type { SupergraphSource } from './supergraph-source.ts';

export interface WatchSupergraphOptions {
  source: SupergraphSource;
  /** Makes everything ready for a supergraph before it goes live. @throws Error when it is not usable */
  prepare(supergraphSdl: string): Promise<void>;
  log: Logger;
}

/**
 * Gives the gateway its supergraph, and again whenever it changes. A text that is not a supergraph is refused with
 * its reason in the log, while the last good one goes on serving.
 */
export function watchSupergraph({ source, prepare, log }: WatchSupergraphOptions): SupergraphSdlHook {
  return async ({ update }) => {
    let current = await source.read();
    const reload = async (text: string) => {
      if (text === '' || hash(text) === hash(current)) return;
      try {
        const accepted = acceptSecurityFeatures(text);
        await prepare(accepted);
        update(accepted);
        current = text;
        log.info({ source: source.name, hash: hash(text) }, 'supergraph reloaded');
      } catch (error) {
        const message = 'the new supergraph is not usable; the last good one goes on serving';
        log.error({ error, source: source.name }, message);
      }
    };
    // One after the other; of those that come while one is made ready, the last is what counts.
    let next: string | undefined = undefined as string | undefined;
    let reloading = false;
    const stop = source.follow(async (text) => {
      next = text;
      if (reloading) return;
      reloading = true;
      while (next !== undefined) {
        const latest = next;
        next = undefined;
        await reload(latest);
      }
      reloading = false;
    });
    return { supergraphSdl: acceptSecurityFeatures(current), cleanup: async () => stop() };
  };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
