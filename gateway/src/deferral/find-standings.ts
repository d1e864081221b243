import { getNamedType, isInterfaceType, isObjectType, Kind, type SelectionSetNode } from 'graphql';
import { AnswerObject, type Value } from '../execution/answer-tree.ts';
import { applies, runtimeTypes, type Selecting, slotByName } from '../planning/need.ts';
import type { Path } from './delivery.ts';
import type { Part, SplitOperation } from './split-operation.ts';

/** A part's fragment at one object of the answer. */
export interface Standing {
  part: Part;
  object: AnswerObject;
  type: string;
  path: Path;
  /** The object as the client has it. */
  data: Record<string, unknown>;
}

/** Where the parts stand that are directly inside what has been delivered: nowhere below a null. */
export function findStandings(
  split: SplitOperation,
  selecting: Selecting,
  set: SelectionSetNode,
  place: Omit<Standing, 'part'>,
): Standing[] {
  const found: Standing[] = [];

  const walk = (inside: SelectionSetNode, at: Omit<Standing, 'part'>): void => {
    for (const selection of inside.selections) {
      if (selection.kind === Kind.FIELD) {
        const below = selection.selectionSet;
        if (!below || !split.holdsParts(below)) continue;
        const declared = fieldType(selecting, at.type, selection.name.value);
        const name = selection.alias?.value ?? selection.name.value;
        if (declared === undefined) continue;
        follow(at.object.slots.get(slotByName(selection)), at.data[name], below, declared, [
          ...at.path,
          name,
        ]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (!applies(selecting.schema, at.type, selection.typeCondition?.name.value)) continue;
        const part = split.partOf(selection);
        if (part) found.push({ ...at, part });
        else if (split.holdsParts(selection.selectionSet)) walk(selection.selectionSet, at);
      }
    }
  };

  const follow = (
    value: Value | undefined,
    data: unknown,
    below: SelectionSetNode,
    declared: string,
    path: Path,
  ): void => {
    if (data === null || data === undefined) return;
    if (Array.isArray(value) && Array.isArray(data)) {
      for (const [index, item] of value.entries())
        follow(item, data[index], below, declared, [...path, index]);
    } else if (value instanceof AnswerObject) {
      const type = value.typename ?? runtimeTypes(selecting.schema, declared)[0]!;
      walk(below, { object: value, type, path, data: data as Record<string, unknown> });
    }
  };

  if (split.holdsParts(set)) walk(set, place);
  return found;
}

function fieldType({ schema }: Selecting, typeName: string, field: string): string | undefined {
  const type = schema.getType(typeName);
  const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined;
  return definition && getNamedType(definition.type).name;
}
