import {
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { parseFieldSet } from '../../src/planning/subgraph-model.ts';

export interface KeyOfType {
  subgraph: string;
  type: string;
  text: string;
  set: SelectionSetNode;
  resolvable: boolean;
}

/** `@fromContext` of an argument. */
export interface ContextArgument {
  argument: string;
  context: string;
  set: SelectionSetNode;
}

/** What the SDL texts of a world say with directives; names are `Type.field`. */
export interface Directives {
  keys: KeyOfType[];
  requires: Map<string, SelectionSetNode>;
  /** By subgraph and field. */
  external: Set<string>;
  /** By subgraph: names of fields that a `@provides` mentions somewhere. */
  provided: Map<string, Set<string>>;
  /** Subgraphs that can answer a field. */
  owners: Map<string, Set<string>>;
  /** By subgraph and abstract type, the object types in it. */
  members: Map<string, Set<string>>;
  /** By subgraph and enum, its values there. */
  enums: Map<string, Set<string>>;
  /** By context, the types that set it. */
  contexts: Map<string, Set<string>>;
  contextArguments: Map<string, ContextArgument[]>;
}

export function readDirectives(sdl: Readonly<Record<string, string>>): Directives {
  const found: Directives = {
    keys: [],
    requires: new Map(),
    external: new Set(),
    provided: new Map(),
    owners: new Map(),
    members: new Map(),
    enums: new Map(),
    contexts: new Map(),
    contextArguments: new Map(),
  };
  for (const [subgraph, text] of Object.entries(sdl)) {
    for (const definition of withUsualRoots(parse(text)).definitions) {
      if (definition.kind === Kind.ENUM_TYPE_DEFINITION)
        for (const { name } of definition.values ?? [])
          add(found.enums, `${subgraph}|${definition.name.value}`, name.value);
      if (definition.kind === Kind.UNION_TYPE_DEFINITION)
        for (const { name } of definition.types ?? []) {
          add(found.members, `${subgraph}|${definition.name.value}`, name.value);
          readContexts(found, definition.directives, name.value);
        }
      if (
        definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
        definition.kind === Kind.OBJECT_TYPE_EXTENSION ||
        definition.kind === Kind.INTERFACE_TYPE_DEFINITION
      )
        readType(found, subgraph, definition as ObjectTypeDefinitionNode);
    }
  }
  return found;
}

/** With the names that composition gives to root types. */
export function withUsualRoots(document: DocumentNode): DocumentNode {
  const usual = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;
  const names = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.SCHEMA_DEFINITION
        ? each.operationTypes.map(({ operation, type }) => [type.name.value, usual[operation]] as const)
        : [],
    ),
  );
  return visit(document, {
    SchemaDefinition: () => null,
    Name: (node) => ({ ...node, value: names.get(node.value) ?? node.value }),
  });
}

function readType(
  found: Directives,
  subgraph: string,
  type: ObjectTypeDefinitionNode | ObjectTypeExtensionNode,
): void {
  const name = type.name.value;
  const isInterface = (type.kind as string) === Kind.INTERFACE_TYPE_DEFINITION;
  if (!isInterface)
    for (const each of type.interfaces ?? []) add(found.members, `${subgraph}|${each.name.value}`, name);
  readContexts(found, type.directives, name);
  for (const directive of type.directives ?? []) {
    if (directive.name.value !== 'key') continue;
    const text = textOf(directive, 'fields')!;
    const resolvable = textOf(directive, 'resolvable') !== 'false';
    found.keys.push({ subgraph, type: name, text, set: parseFieldSet(text), resolvable });
  }
  for (const field of type.fields ?? []) {
    const slot = `${name}.${field.name.value}`;
    let external = false;
    for (const directive of field.directives ?? []) {
      const fields = textOf(directive, 'fields');
      if (directive.name.value === 'requires') found.requires.set(slot, parseFieldSet(fields!));
      if (directive.name.value === 'provides')
        for (const [word] of fields!.matchAll(/\w+/g)) add(found.provided, subgraph, word);
      if (directive.name.value === 'external') external = true;
    }
    if (external) found.external.add(`${subgraph}|${slot}`);
    else if (!isInterface) add(found.owners, slot, subgraph);
    for (const argument of field.arguments ?? []) {
      const given = argument.directives?.find((each) => each.name.value === 'fromContext');
      if (!given) continue;
      const [, context, fields] = /^\s*\$(\w+)\s*(.*)$/s.exec(textOf(given, 'field')!)!;
      const all = found.contextArguments.get(slot) ?? [];
      const text = fields!.startsWith('{') ? fields! : `{ ${fields} }`;
      found.contextArguments.set(slot, [
        ...all,
        { argument: argument.name.value, context: context!, set: parseFieldSet(text) },
      ]);
    }
  }
}

function readContexts(
  found: Directives,
  directives: readonly ConstDirectiveNode[] | undefined,
  type: string,
): void {
  for (const directive of directives ?? [])
    if (directive.name.value === 'context') add(found.contexts, textOf(directive, 'name')!, type);
}

function textOf({ arguments: given = [] }: ConstDirectiveNode, name: string): string | undefined {
  const value = given.find((each) => each.name.value === name)?.value;
  return value && 'value' in value ? String(value.value) : undefined;
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const values = map.get(key) ?? new Set<string>();
  map.set(key, values);
  values.add(value);
}
