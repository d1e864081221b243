import { type ConstDirectiveNode, Kind, parse, valueFromASTUntyped } from 'graphql';
import { directiveNames } from '../supergraph/directive-names.ts';

/** `@listSize` of a field. */
export interface ListSize {
  assumedSize: number | undefined;
  slicingArguments: readonly string[];
  sizedFields: readonly string[];
}

/** What `@cost` and `@listSize` say in a supergraph, by coordinate: `Type`, `Type.field`, `Type.field.argument`. */
export interface CostRules {
  weights: ReadonlyMap<string, number>;
  sizes: ReadonlyMap<string, ListSize>;
}

export function readCostRules(supergraphSdl: string): CostRules {
  const document = parse(supergraphSdl, { noLocation: true });
  const costNames = directiveNames(document, 'cost');
  const listSizeNames = directiveNames(document, 'cost', 'listSize');
  const weights = new Map<string, number>();
  const sizes = new Map<string, ListSize>();
  const read = (coordinate: string, directives: readonly ConstDirectiveNode[] = []) => {
    for (const directive of directives) {
      const given = argumentsOf(directive);
      if (costNames.has(directive.name.value)) weights.set(coordinate, Number(given.weight));
      if (listSizeNames.has(directive.name.value)) sizes.set(coordinate, sizeOf(given));
    }
  };
  for (const type of document.definitions) {
    if (!('name' in type) || !type.name || !('directives' in type)) continue;
    read(type.name.value, type.directives as readonly ConstDirectiveNode[]);
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of type.fields ?? []) {
      const coordinate = `${type.name.value}.${field.name.value}`;
      read(coordinate, field.directives);
      for (const each of field.arguments ?? []) read(`${coordinate}.${each.name.value}`, each.directives);
    }
  }
  return { weights, sizes };
}

function argumentsOf({ arguments: given }: ConstDirectiveNode): Record<string, unknown> {
  return Object.fromEntries((given ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
}

function sizeOf({ assumedSize, slicingArguments, sizedFields }: Record<string, unknown>): ListSize {
  return {
    assumedSize: typeof assumedSize === 'number' ? assumedSize : undefined,
    slicingArguments: Array.isArray(slicingArguments) ? (slicingArguments as string[]) : [],
    sizedFields: Array.isArray(sizedFields) ? (sizedFields as string[]) : [],
  };
}
