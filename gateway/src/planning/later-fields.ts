import { type FieldNeed, type FieldNeeds, TYPENAME } from './need.ts';
import { isResolvable, type Place } from './place.ts';
import type { Part } from './plan.ts';
import type { ModelType, SubgraphModel } from './subgraph-model.ts';

/**
 * The fields that nothing before a later part of the answer waits for, by those parts. What a mutation's own subgraph
 * has is not among them: asked again, it may be another thing by then.
 *
 * @param asked what is asked of these objects already
 */
export function laterFields(
  { fetch }: Place,
  asked: Part,
  model: SubgraphModel,
  type: ModelType,
  fields: FieldNeeds,
): Map<string, FieldNeeds> {
  const later = new Map<string, FieldNeeds>();
  for (const [slot, field] of fields) {
    if (field.part === undefined || field.part === fetch.part) continue;
    if (isAsked(asked, field)) continue;
    if (fetch.root === 'mutation' && isResolvable(model, type.name, field.name)) continue;
    const group = later.get(field.part) ?? new Map();
    later.set(field.part, group);
    group.set(slot, field);
  }
  return later;
}

/** What a fetch for later parts requires is for those parts as well. */
export function requiredLater({ fetch, part }: Place, required: FieldNeeds): FieldNeeds {
  if (part === undefined || part === fetch.part) return required;
  return new Map(Array.from(required, ([slot, field]) => [slot, { ...field, part }]));
}

function isAsked(asked: Part | undefined, { slot, name, need }: FieldNeed): boolean {
  const entry = asked?.get(slot);
  if (!entry) return name === TYPENAME;
  return Array.from(need ?? []).every(([type, fields]) => {
    const below = entry.selection?.parts.get(type);
    return [...fields.values()].every((field) => isAsked(below, field));
  });
}
