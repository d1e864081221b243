import type { GraphQLSchema } from 'graphql';
import { checkPlan } from './check-plan.ts';
import type { FieldNeeds } from './need.ts';
import type { SubgraphModels } from './override-labels.ts';
import type { Plan } from './plan.ts';
import { Planner } from './planner.ts';
import { UnsoundPlan, wayTo } from './unsound-plan.ts';

const MOST_TRIES = 10;

/**
 * Plans an operation and looks the plan over. A step that makes it unsound is left out, and the operation planned
 * another way; it is refused only when no way is left.
 *
 * @param schema the whole supergraph, hidden elements included
 * @throws AppError INTERNAL when there is no sound plan
 */
export function planSoundly(
  schema: GraphQLSchema,
  models: SubgraphModels,
  operation: Plan['operation'],
  rootType: string,
  fields: FieldNeeds,
  check: (plan: Plan, models: SubgraphModels) => void = checkPlan,
): Plan {
  const closed = new Set<string>();
  let fault: UnsoundPlan | undefined;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    try {
      const plan = new Planner(schema, models, closed).plan(operation, rootType, fields);
      check(plan, models);
      return plan;
    } catch (error) {
      // Where nothing is left, what was wrong with the last plan says more than that.
      if (!(error instanceof UnsoundPlan)) throw fault ?? error;
      const { subgraph, typename, at } = error.fetch;
      const way = wayTo(subgraph, typename, at);
      if (closed.has(way)) throw error;
      closed.add(way);
      fault = error;
    }
  }
  throw fault;
}
