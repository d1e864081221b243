import { Kind, type SelectionSetNode } from 'graphql';

/** What `@provides` says of external fields at a place. */
export type Provided = readonly SelectionSetNode[];

export const NOTHING_PROVIDED: Provided = [];

/** The selections below a field that is provided for an object type; undefined where it is not. */
export function providedBelow(
  provided: Provided,
  name: string,
  applies: (condition: string) => boolean,
): Provided | undefined {
  let found = false;
  const below: SelectionSetNode[] = [];
  const walk = (set: SelectionSetNode) => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD && selection.name.value === name) {
        found = true;
        if (selection.selectionSet) below.push(selection.selectionSet);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (!selection.typeCondition || applies(selection.typeCondition.name.value))
          walk(selection.selectionSet);
      }
    }
  };
  for (const set of provided) walk(set);
  return found ? below : undefined;
}
