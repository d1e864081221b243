import { describe, expect, it } from 'vitest';
import { createSelection } from './plan.ts';
import { PlanDraft } from './plan-draft.ts';

describe('PlanDraft', () => {
  it('forgets with a step that leads nowhere all that the step has used', () => {
    const draft = new PlanDraft();
    const used = new Set<number>();
    draft.use(used, 0);
    const mark = draft.mark();
    const fetch = draft.addFetch({
      subgraph: 'a',
      root: undefined,
      at: [],
      runtime: undefined,
      typename: 'Book',
      inputs: new Map(),
      selection: createSelection('Book', false),
      after: new Set(),
    });
    draft.share('books', fetch);
    draft.use(used, 0);
    draft.use(used, 7);
    draft.rollback(mark);
    expect(used).toEqual(new Set([0]));
    expect(draft.fetches).toEqual([]);
    expect(draft.sharedFetch('books', new Set())).toBeUndefined();
  });
});
