import { createHash } from 'node:crypto';
import type { FoundContext } from './find-context.ts';
import { type FieldNeed, type FieldNeeds, mergeFields, type Need, TYPENAME } from './need.ts';
import type { FromContext } from './plan.ts';

/** Fields for one fetch, and what they require beside a key. */
export interface Group {
  fields: FieldNeeds;
  inputs: FieldNeeds;
  /** Values that they take from above. */
  contexts: readonly FoundContext[];
  /** By slot, the arguments that are given them. */
  fromContext: ReadonlyMap<string, readonly FromContext[]>;
}

export function isSame(a: FieldNeeds, b: FieldNeeds): boolean {
  return a === b || signature(a) === signature(b);
}

export function isSameField(a: FieldNeed, b: FieldNeed): boolean {
  return (
    a === b ||
    (a.need === b.need && a.slot === b.slot && a.part === b.part) ||
    isSame(new Map([['', a]]), new Map([['', b]]))
  );
}

/** The same text for the same wishes, in the same parts of the answer. */
export function signature(fields: FieldNeeds): string {
  const parts = Array.from(fields.values(), ({ slot, part, need }) => {
    const name = part === undefined ? slot : `${slot}@${part}`;
    return need ? `${name}{${digest(need)}}` : name;
  });
  return parts.sort().join(',');
}

const digests = new WeakMap<Need, string>();

/** Short however much stands below. */
function digest(need: Need): string {
  let text = digests.get(need);
  if (text === undefined) {
    const whole = Array.from(need, ([type, below]) => `${type}:${signature(below)}`).join(';');
    text = createHash('sha256').update(whole).digest('base64');
    digests.set(need, text);
  }
  return text;
}

/** Whether two would need one name of a representation for two values. */
export function conflicts(a: FieldNeeds, b: FieldNeeds): boolean {
  for (const field of a.values())
    for (const other of b.values()) {
      if (field.name !== other.name) continue;
      if (field.slot !== other.slot) return true;
      for (const [type, fields] of field.need ?? [])
        if (conflicts(fields, other.need?.get(type) ?? new Map())) return true;
    }
  return false;
}

/** All as one group; undefined where they want different values under one name. */
export function joined(groups: readonly Group[]): Group | undefined {
  const fields: FieldNeeds = new Map();
  const contexts = new Map<string, FoundContext>();
  const fromContext = new Map<string, readonly FromContext[]>();
  let inputs: FieldNeeds = new Map();
  for (const group of groups) {
    if (conflicts(inputs, group.inputs)) return undefined;
    inputs = mergeFields(inputs, group.inputs);
    for (const context of group.contexts) contexts.set(context.key, context);
    for (const [slot, given] of group.fromContext) fromContext.set(slot, given);
    for (const [slot, field] of group.fields) fields.set(slot, field);
  }
  return { fields, inputs, contexts: [...contexts.values()], fromContext };
}

/** A leaf wanted of several types of an abstract place is answered for all of them by one subgraph, or by another. */
export function together(need: Need, left: Need): Need {
  const slots = new Set<string>();
  for (const fields of left.values())
    for (const [slot, { need: below }] of fields) if (!below) slots.add(slot);
  slots.delete(TYPENAME);
  if (slots.size === 0) return left;
  const all: Need = new Map(left);
  for (const [type, fields] of need)
    for (const [slot, field] of fields) {
      if (!slots.has(slot)) continue;
      all.set(type, new Map([...(all.get(type) ?? []), [slot, field]]));
    }
  return all;
}
