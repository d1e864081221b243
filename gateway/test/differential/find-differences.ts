import type { FormattedExecutionResult } from 'graphql';
import { differenceOf } from './compare-answers.ts';
import { randomOperation, type Vocabulary } from './random-operation.ts';
import { shrinkOperation } from './shrink-operation.ts';
import type { Asked, TwoWays } from './two-ways.ts';

export interface Difference extends Asked {
  seed: number;
  what: string;
  /** The same fault in fewer words. */
  smallest: string;
  got: FormattedExecutionResult;
  true: FormattedExecutionResult;
}

export interface Compared {
  asked: number;
  wrong: Difference[];
}

/** Asks so many valid random operations both ways. */
export async function findDifferences(
  ways: TwoWays,
  vocabulary: Vocabulary,
  firstSeed: number,
  count: number,
): Promise<Compared> {
  const wrong: Difference[] = [];
  let asked = 0;
  for (let seed = firstSeed; asked < count; seed++) {
    const operation = randomOperation(ways.schema, seed, vocabulary);
    if (!ways.isValid(operation.query)) continue;
    asked++;
    const { what } = await askBothWays(ways, operation);
    if (what) wrong.push(await explained(ways, seed, operation));
  }
  return { asked, wrong };
}

export async function askBothWays(ways: TwoWays, asked: Asked) {
  const expected = await ways.asOne(asked);
  const got = await ways
    .throughGateway(asked)
    .catch((error: unknown) => ({ errors: [], thrown: String(error) }));
  const [refused] = ways.takeRefusals();
  const what = refused ?? ('thrown' in got ? got.thrown : differenceOf(got, expected));
  return { what, got, expected };
}

async function explained(ways: TwoWays, seed: number, operation: Asked): Promise<Difference> {
  const { variables } = operation;
  const smallest = await shrinkOperation(operation.query, async (query) => {
    if (!ways.isValid(query)) return false;
    return (await askBothWays(ways, { query, variables })).what !== undefined;
  });
  const { what, got, expected } = await askBothWays(ways, { query: smallest, variables });
  return { seed, what: what ?? 'nothing any more', smallest, ...operation, got, true: expected };
}
