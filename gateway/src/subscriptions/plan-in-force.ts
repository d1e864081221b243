import { type DocumentNode, validate } from 'graphql';
import { StreamCut } from '../subgraph-client/subgraph-socket.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import type { SubscriptionPlan } from './plan-subscription.ts';

/** A plan and the version of the supergraph that it was made for. */
export interface PlanVersion {
  snapshot: Snapshot;
  plan: SubscriptionPlan;
}

export interface PlanInForceOptions {
  snapshot(): Snapshot;
  afterReload(tell: () => void): () => void;
  document: DocumentNode;
  /** @throws Error when it cannot be planned */
  planWith(snapshot: Snapshot): SubscriptionPlan;
  /** The stream can be asked for again from where it is, so that its source may change too. */
  resumable: boolean;
}

export interface PlanInForce {
  current(): PlanVersion;
  stop(): void;
}

/**
 * The plan of a stream, made anew when the supergraph changes under it. What cannot be planned any more keeps its
 * old plan: whoever reads the stream is told, or sees nulls where the old subgraphs are gone.
 */
export function planInForce(options: PlanInForceOptions): PlanInForce {
  const { afterReload, document, planWith, resumable } = options;
  const first = options.snapshot();
  let current: PlanVersion = { snapshot: first, plan: planWith(first) };
  const stop = afterReload(() => {
    const snapshot = options.snapshot();
    try {
      if (validate(snapshot.schema, document).length > 0) return;
      const plan = planWith(snapshot);
      if (resumable || hasSameSource(plan, current.plan)) current = { snapshot, plan };
    } catch {
      // It stays as it is.
    }
  });
  return { current: () => current, stop };
}

/**
 * The events of a stream, each noted with the plan by which it is to be completed.
 *
 * @throws StreamCut when what follows comes from elsewhere, so that it is asked for there
 */
export async function* whileFromSource<T>(
  events: AsyncIterable<T>,
  used: PlanVersion,
  current: () => PlanVersion,
  note: (event: T, version: PlanVersion) => void,
): AsyncGenerator<T, void, void> {
  for await (const event of events) {
    const version = current();
    if (!hasSameSource(version.plan, used.plan))
      throw new StreamCut('BEHIND', 'the supergraph has another source for it');
    note(event, version);
    yield event;
  }
}

function hasSameSource({ upstream: one }: SubscriptionPlan, { upstream: other }: SubscriptionPlan): boolean {
  return one.subgraph === other.subgraph && one.query === other.query;
}
