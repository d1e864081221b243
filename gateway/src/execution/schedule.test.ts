import { describe, expect, it } from 'vitest';
import { createSelection, type Fetch } from '../planning/plan.ts';
import { schedule } from './schedule.ts';

function fetch(id: number, subgraph: string, after: number[], root?: 'query' | 'mutation'): Fetch {
  return {
    id,
    subgraph,
    root,
    at: [],
    runtime: undefined,
    typename: 'Thing',
    inputs: new Map(),
    selection: createSelection('Thing', false),
    after: new Set(after),
  };
}

const ids = (groups: Fetch[][]) => groups.map((group) => group.map(({ id }) => id));

describe('the schedule of fetches', () => {
  it('lets a fetch that has time go with a later one to the same subgraph', () => {
    const fetches = [
      fetch(0, 'users', [], 'query'),
      fetch(1, 'stock', [0]),
      fetch(2, 'reviews', [0]),
      fetch(3, 'stock', [2]),
    ];
    expect(ids(schedule(fetches))).toEqual([[0], [2], [1, 3]]);
  });

  it('makes no chain longer by it', () => {
    const fetches = [
      fetch(0, 'users', [], 'query'),
      fetch(1, 'stock', [0]),
      // It waits for the first stock, so that one must not wait for the second.
      fetch(2, 'reviews', [1]),
      fetch(3, 'stock', [2]),
    ];
    expect(ids(schedule(fetches))).toEqual([[0], [1], [2], [3]]);
  });

  it('never puts fetches of the root together, nor moves one over a mutation', () => {
    const fetches = [
      fetch(0, 'users', [], 'mutation'),
      fetch(1, 'stock', [0]),
      fetch(2, 'users', [0, 1], 'mutation'),
      fetch(3, 'stock', [2]),
    ];
    expect(ids(schedule(fetches))).toEqual([[0], [1], [2], [3]]);
  });

  it('puts each request after all that it needs, however the fetches are mixed', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    for (let round = 0; round < 200; round++) {
      const fetches = Array.from({ length: 2 + random(14) }, (_, id) =>
        id < 2
          ? fetch(id, `s${random(4)}`, [], 'query')
          : fetch(id, `s${random(4)}`, [random(id), random(id)]),
      );
      const groups = schedule(fetches);
      const place = new Map(groups.flatMap((group, at) => group.map(({ id }) => [id, at] as const)));
      expect(place.size).toBe(fetches.length);
      for (const { id, after } of fetches)
        for (const each of after) expect(place.get(each)).toBeLessThan(place.get(id) as number);
      for (const group of groups) expect(new Set(group.map(({ subgraph }) => subgraph)).size).toBe(1);
    }
  });
});
