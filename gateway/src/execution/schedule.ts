import type { Fetch } from '../planning/plan.ts';

/**
 * Which fetches go to their subgraph in one request. The longest chain of fetches says how many steps an operation
 * takes; a fetch that has time until a later step waits for one to the same subgraph there, so that the same number
 * of steps needs fewer requests.
 *
 * @returns groups in an order in which each comes after all that it needs
 */
export function schedule(fetches: readonly Fetch[]): Fetch[][] {
  const earliest = new Map<number, number>();
  for (const { id, after } of fetches)
    earliest.set(id, Math.max(-1, ...Array.from(after, (each) => earliest.get(each) ?? 0)) + 1);
  const followers = new Map<number, number[]>();
  for (const { id, after } of fetches)
    for (const each of after) followers.set(each, [...(followers.get(each) ?? []), id]);

  const step = new Map<number, number>();
  const groups = new Map<string, Fetch[]>();
  // Those that cannot begin early choose first: the others join them.
  const order = [...fetches].sort((a, b) => earliest.get(b.id)! - earliest.get(a.id)! || b.id - a.id);
  for (const fetch of order) {
    const first = earliest.get(fetch.id)!;
    const last = Math.min(
      ...(followers.get(fetch.id) ?? []).map((id) => step.get(id)! - 1),
      Number.MAX_SAFE_INTEGER,
    );
    // One that carries values from above may be sent more than once.
    const isAlone = fetch.root !== undefined || fetch.contexts !== undefined;
    const joins = isAlone ? undefined : latest(groups, fetch.subgraph, first, last);
    const at = joins ?? first;
    step.set(fetch.id, at);
    const name = isAlone ? `alone ${fetch.id}` : keyOf(fetch.subgraph, at);
    groups.set(name, [fetch, ...(groups.get(name) ?? [])]);
  }
  return [...groups.values()].sort(([a], [b]) => step.get(a!.id)! - step.get(b!.id)! || a!.id - b!.id);
}

/** The last step of a span at which a group for the subgraph stands. */
function latest(
  groups: ReadonlyMap<string, Fetch[]>,
  subgraph: string,
  first: number,
  last: number,
): number | undefined {
  let found: number | undefined;
  for (const name of groups.keys()) {
    const [at, of] = name.split(' ', 2);
    const step = Number(at);
    if (of === subgraph && step >= first && step <= last && step > (found ?? -1)) found = step;
  }
  return found;
}

function keyOf(subgraph: string, step: number): string {
  return `${step} ${subgraph}`;
}
