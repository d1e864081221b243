import { AppError } from '@visiobook/service';
import type { Fetch, Step } from './plan.ts';

/** A plan that would be wrong without a word, and the fetch that makes it so. */
export class UnsoundPlan extends AppError {
  readonly fetch: Fetch;

  constructor(fetch: Fetch, fault: string) {
    super('INTERNAL', `Fetch ${fetch.id} of ${fetch.subgraph} ${fault}.`);
    this.fetch = fetch;
  }
}

/** The way to objects of a place in a subgraph, as a name. */
export function wayTo(subgraph: string, typename: string, at: readonly Step[]): string {
  return [subgraph, typename, ...at.map(({ slot, parent }) => `${parent}.${slot}`)].join('/');
}
