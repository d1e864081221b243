import type { GraphQLSchema, SelectionSetNode } from 'graphql';
import { applies, type FieldNeeds, runtimeTypes } from './need.ts';
import { signature } from './need-algebra.ts';
import type { Place, Standing } from './place.ts';
import type { ContextInput, FromContext } from './plan.ts';
import type { ContextArgument } from './subgraph-model.ts';

/** A value from above, and the object that has it. */
export interface FoundContext extends ContextInput {
  setter: Standing;
}

/**
 * Finds for each argument the nearest object above that sets its context. What it has to say is found out there.
 *
 * @returns undefined where there is none for one of them, or where it depends on a type that is not known here
 */
export function findContexts(
  schema: GraphQLSchema,
  place: Place,
  wanted: readonly ContextArgument[],
  fieldSet: (type: string, set: SelectionSetNode) => FieldNeeds,
): { contexts: FoundContext[]; fromContext: FromContext[] } | undefined {
  const contexts = new Map<string, FoundContext>();
  const fromContext: FromContext[] = [];
  for (const { name, type, setters, selection } of wanted) {
    const setter = nearest(schema, place, setters);
    if (!setter) return undefined;
    const depth = setter.place.path.length;
    const inputs = fieldSet(setter.runtime ?? setter.type.name, selection);
    const key = `${depth} ${type} ${signature(inputs)}`;
    contexts.set(key, { key, depth, type, inputs, setter });
    fromContext.push({ argument: name, key });
  }
  return { contexts: [...contexts.values()], fromContext };
}

function nearest(schema: GraphQLSchema, place: Place, setters: readonly string[]): Standing | undefined {
  for (let above = place.above; above; above = above.place.above) {
    const types = above.runtime === undefined ? runtimeTypes(schema, above.type.name) : [above.runtime];
    const setting = types.filter((type) => setters.some((each) => applies(schema, type, each)));
    if (setting.length === 0) continue;
    // Each of several types may be asked for something else; type by type it is known.
    return setting.length === types.length && !above.type.abstract ? above : undefined;
  }
  return undefined;
}
