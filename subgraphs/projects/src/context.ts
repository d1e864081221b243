import type { PubSub, RequestContext } from '@visiobook/service';
import type { Deps, Readers } from './domain/ports.ts';
import type { Loaders } from './loaders.ts';

/** What resolvers are given. */
export interface Context extends RequestContext {
  loaders: Loaders;
  readers: Readers;
  /** For use cases. */
  deps: Deps;
  pubsub: PubSub;
}
