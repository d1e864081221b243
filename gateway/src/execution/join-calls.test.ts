import { describe, expect, it, vi } from 'vitest';
import type { Batch, Request } from './compile-plan.ts';
import { type Answered, createJoinCalls } from './join-calls.ts';

const batch = (alias: string, variable: string): Batch => ({
  alias,
  variable,
  soleInput: undefined,
  targets: [],
});
const request = { batches: [batch('_e0', 'r0'), batch('_e1', 'r1')] } as unknown as Request;
const call = (r0: string[], r1: string[]) => ({ n: 1, r0, r1 });

/** A subgraph that answers each entity with itself. */
const echo = async ({ r0, r1 }: Record<string, unknown>): Promise<Answered> => ({
  data: { _e0: r0, _e1: r1 },
});

describe('calls that come at one time', () => {
  it('go as one, and each gets its own part', async () => {
    const join = createJoinCalls();
    const send = vi.fn(echo);
    const answers = await Promise.all([
      join(request, call(['a'], []), send),
      join(request, call(['b', 'c'], ['d']), send),
    ]);
    expect(send.mock.calls).toEqual([[{ n: 1, r0: ['a', 'b', 'c'], r1: ['d'] }]]);
    expect(answers).toEqual([
      { data: { _e0: ['a'], _e1: [] }, errors: [] },
      { data: { _e0: ['b', 'c'], _e1: ['d'] }, errors: [] },
    ]);
  });

  it('get the errors of their own entities, by their own positions', async () => {
    const join = createJoinCalls();
    const error = { message: 'No.', path: ['_e0', 2, 'name'] };
    const send = async (variables: Record<string, unknown>) => ({
      ...(await echo(variables)),
      errors: [error],
    });
    const [one, two] = await Promise.all([
      join(request, call(['a'], []), send),
      join(request, call(['b', 'c'], []), send),
    ]);
    expect(one?.errors).toEqual([]);
    expect(two?.errors).toEqual([{ message: 'No.', path: ['_e0', 1, 'name'] }]);
  });

  it.each<[string, Answered | Error]>([
    ['nobody answers', new Error('gone')],
    ['there is no data', { data: null, errors: [{ message: 'No.', path: ['_e0', 0, 'name'] }] }],
    ['an error is of no entity', { data: { _e0: ['a', 'b'], _e1: [] }, errors: [{ message: 'No.' }] }],
  ])('go one by one when %s', async (_when, outcome) => {
    const join = createJoinCalls();
    const send = vi.fn(async (variables: Record<string, unknown>) => {
      if ((variables.r0 as unknown[]).length === 1) return echo(variables);
      if (outcome instanceof Error) throw outcome;
      return outcome;
    });
    const answers = await Promise.all(['a', 'b'].map((id) => join(request, call([id], []), send)));
    expect(answers.map(({ data }) => data?._e0)).toEqual([['a'], ['b']]);
    expect(send).toHaveBeenCalledTimes(3);
  });

  it('fail alone when they are alone', async () => {
    const failing = () => Promise.reject(new Error('gone'));
    await expect(createJoinCalls()(request, call(['a'], []), failing)).rejects.toThrow('gone');
  });
});
