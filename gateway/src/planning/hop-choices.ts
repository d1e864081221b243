import { type GraphQLSchema, isObjectType, Kind, type SelectionSetNode } from 'graphql';
import { findContexts } from './find-context.ts';
import { type FieldNeed, type FieldNeeds, needOf } from './need.ts';
import { type Group, signature } from './need-algebra.ts';
import type { Place, Target } from './place.ts';
import type { FromContext } from './plan.ts';
import type { ModelType, SubgraphModel } from './subgraph-model.ts';

/** The root type is the same for all. */
const NO_KEY: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] };

/** Where objects can go from a place, and what each way there asks of them. */
export class HopChoices {
  readonly #schema: GraphQLSchema;
  readonly #models: ReadonlyMap<string, SubgraphModel>;

  constructor(schema: GraphQLSchema, models: ReadonlyMap<string, SubgraphModel>) {
    this.#schema = schema;
    this.#models = models;
  }

  /** The subgraphs that know these objects, by their type or as an interface object. */
  targets(type: ModelType, runtime: string | undefined): Target[] {
    const names = [runtime ?? type.name];
    const object = runtime === undefined ? undefined : this.#schema.getType(runtime);
    if (isObjectType(object)) for (const each of object.getInterfaces()) names.push(each.name);
    const targets: Target[] = [];
    for (const model of this.#models.values()) {
      for (const name of names) {
        const known = model.types.get(name);
        if (!known) continue;
        if (known.keys.length === 0 && !this.isRoot(name)) continue;
        // From an interface the way leads only to where it is an object.
        if (runtime === undefined && type.abstract && !known.interfaceObject) continue;
        if (name === (runtime ?? type.name) || known.interfaceObject) targets.push({ model, type: known });
      }
    }
    return targets;
  }

  isRoot(typeName: string): boolean {
    return typeName === this.#schema.getQueryType()?.name;
  }

  keys({ type }: Target, subject: string): readonly SelectionSetNode[] {
    return this.isRoot(subject) ? [NO_KEY] : type.keys;
  }

  /** One fetch can carry one value a name: fields whose `@requires` want different ones are fetched apart. */
  groups(place: Place, target: Target, subject: string, gain: FieldNeeds): Group[] {
    const groups: Group[] = [];
    const none = { inputs: new Map(), contexts: [], fromContext: new Map() };
    const isPlain = ({ name }: FieldNeed) => {
      const field = target.type.fields.get(name)!;
      return !field.requires && field.fromContext.length === 0;
    };
    const plain = new Map([...gain].filter(([, field]) => isPlain(field)));
    if (plain.size > 0) groups.push({ ...none, fields: plain });
    const demanding = new Map<string, Group & { fromContext: Map<string, readonly FromContext[]> }>();
    for (const [slot, field] of gain) {
      if (plain.has(slot)) continue;
      const { requires, fromContext } = target.type.fields.get(field.name)!;
      const inputs: FieldNeeds = requires ? this.fieldSet(subject, requires) : new Map();
      const found = findContexts(this.#schema, place, fromContext, (type, set) => this.fieldSet(type, set));
      // Where nobody above has it, nobody can answer the field.
      if (!found) continue;
      const demand = signature(inputs) + found.contexts.map(({ key }) => key).join();
      const fits = demanding.get(demand);
      if (fits) {
        fits.fields.set(slot, field);
        fits.fromContext.set(slot, found.fromContext);
      } else
        demanding.set(demand, {
          fields: new Map([[slot, field]]),
          inputs,
          contexts: found.contexts,
          fromContext: new Map([[slot, found.fromContext]]),
        });
    }
    return [...groups, ...demanding.values()];
  }

  /** The fields of a key or of `@requires`, as inputs. */
  fieldSet(typeName: string, set: SelectionSetNode): FieldNeeds {
    const selecting = { schema: this.#schema, fragments: new Map(), variables: {} };
    const need = needOf(selecting, typeName, [set]);
    const [first] = need.values();
    const fields = need.get(typeName) ?? first ?? new Map();
    return new Map(Array.from(fields.values(), (field) => apart(field)));
  }
}

/**
 * An object that is an input is asked for apart from what the client wants of it: a null that must not stand among
 * the client's fields takes nothing from the input.
 */
function apart(field: FieldNeed): [slot: string, field: FieldNeed] {
  const slot = field.need ? `${field.slot}#input` : field.slot;
  return [slot, { ...field, slot }];
}
