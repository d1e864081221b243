import {
  baseType,
  type CompositeType,
  type FieldDefinition,
  isFederationDirectiveDefinedInSchema,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type Subgraph,
  type Supergraph,
} from '@apollo/federation-internals';
import { type OperationDefinitionNode, parse, type SelectionSetNode } from 'graphql';

/** What one subgraph can resolve, in the words that the planner asks in. */
export interface SubgraphModel {
  name: string;
  types: ReadonlyMap<string, ModelType>;
}

export interface ModelType {
  name: string;
  /** An object type of the subgraph that stands for an interface of the supergraph. */
  interfaceObject: boolean;
  abstract: boolean;
  /** The object types of the subgraph that a value may have; itself for an object type. */
  runtime: readonly string[];
  fields: ReadonlyMap<string, ModelField>;
  /** Keys by which the subgraph finds the entity again. */
  keys: readonly SelectionSetNode[];
}

export interface ModelField {
  name: string;
  /** The named type that the subgraph gives it. */
  type: string;
  external: boolean;
  requires: SelectionSetNode | undefined;
  provides: SelectionSetNode | undefined;
  /** Arguments whose values come from above; nothing for most fields. */
  fromContext: readonly ContextArgument[];
}

/** An argument under `@fromContext`. */
export interface ContextArgument {
  name: string;
  /** Its type as text. */
  type: string;
  /** The types that set the context. */
  setters: readonly string[];
  /** What is selected of whichever of them is nearest. */
  selection: SelectionSetNode;
}

/** Reads every subgraph out of a supergraph. @param labels of overrides that are active */
export function readSubgraphModels(
  supergraph: Supergraph,
  labels: ReadonlySet<string> = new Set(),
): Map<string, SubgraphModel> {
  const elsewhere = new Set(
    readOverrides(supergraph).map(({ subgraph, from, field, label }) =>
      labels.has(label) ? `${from}|${field}` : `${subgraph}|${field}`,
    ),
  );
  const models = new Map<string, SubgraphModel>();
  for (const subgraph of supergraph.subgraphs())
    models.set(subgraph.name, { name: subgraph.name, types: readTypes(subgraph, elsewhere) });
  return models;
}

/** The labels of overrides that are not for all operations. */
export function readOverrideLabels(supergraph: Supergraph): string[] {
  return [...new Set(readOverrides(supergraph).map(({ label }) => label))];
}

interface PartialOverride {
  subgraph: string;
  from: string;
  /** `Type.field` */
  field: string;
  label: string;
}

function readOverrides(supergraph: Supergraph): PartialOverride[] {
  return [...supergraph.subgraphs()].flatMap((subgraph) => {
    const directive = subgraph.metadata().overrideDirective();
    return subgraph.schema.objectTypes().flatMap((type) =>
      type.fields().flatMap((field) =>
        field.appliedDirectivesOf(directive).flatMap((applied) => {
          const { from, label } = applied.arguments();
          if (!label) return [];
          return [{ subgraph: subgraph.name, from, field: `${type.name}.${field.name}`, label }];
        }),
      ),
    );
  });
}

/** The text of a field set without its braces, as selections. */
export function parseFieldSet(fields: string): SelectionSetNode {
  const text = fields.trim().startsWith('{') ? fields : `{ ${fields} }`;
  return (parse(text, { noLocation: true }).definitions[0] as OperationDefinitionNode).selectionSet;
}

function readTypes(subgraph: Subgraph, elsewhere: ReadonlySet<string>): Map<string, ModelType> {
  const types = new Map<string, ModelType>();
  const setters = readSetters(subgraph);
  for (const type of subgraph.schema.types()) {
    if (isObjectType(type) || isInterfaceType(type) || isUnionType(type))
      types.set(type.name, readType(subgraph, type, elsewhere, setters));
  }
  return types;
}

/** The types that set a context, by its name. */
type Setters = ReadonlyMap<string, readonly string[]>;

function readSetters(subgraph: Subgraph): Setters {
  const setters = new Map<string, string[]>();
  const directive = subgraph.metadata().contextDirective();
  if (!isFederationDirectiveDefinedInSchema(directive)) return setters;
  for (const type of subgraph.schema.types()) {
    if (!isObjectType(type) && !isInterfaceType(type) && !isUnionType(type)) continue;
    for (const applied of type.appliedDirectivesOf(directive)) {
      const { name } = applied.arguments();
      setters.set(name, [...(setters.get(name) ?? []), type.name]);
    }
  }
  return setters;
}

function readContextArguments(
  subgraph: Subgraph,
  field: FieldDefinition<CompositeType>,
  setters: Setters,
): ContextArgument[] {
  const directive = subgraph.metadata().fromContextDirective();
  if (!isFederationDirectiveDefinedInSchema(directive)) return [];
  return field.arguments().flatMap((argument) => {
    const [applied] = argument.appliedDirectivesOf(directive);
    const [, context, selection] = /^\s*\$(\w+)(.*)$/s.exec(String(applied?.arguments().field)) ?? [];
    if (context === undefined || selection === undefined) return [];
    return {
      name: argument.name,
      type: String(argument.type),
      setters: setters.get(context) ?? [],
      selection: parseFieldSet(selection),
    };
  });
}

function readType(
  subgraph: Subgraph,
  type: CompositeType,
  elsewhere: ReadonlySet<string>,
  setters: Setters,
): ModelType {
  const metadata = subgraph.metadata();
  const fields = new Map<string, ModelField>();
  if (!isUnionType(type)) {
    for (const field of type.fields()) {
      const fieldSet = (directive: Parameters<typeof field.appliedDirectivesOf>[0]) => {
        const applied = field.appliedDirectivesOf(directive)[0];
        return applied && parseFieldSet(String((applied.arguments() as { fields: unknown }).fields));
      };
      fields.set(field.name, {
        name: field.name,
        type: baseType(field.type!).name,
        external:
          metadata.isFieldExternal(field) || elsewhere.has(`${subgraph.name}|${type.name}.${field.name}`),
        requires: fieldSet(metadata.requiresDirective()),
        provides: fieldSet(metadata.providesDirective()),
        fromContext: readContextArguments(subgraph, field, setters),
      });
    }
  }
  const keys = type
    .appliedDirectivesOf(metadata.keyDirective())
    .map((applied) => applied.arguments())
    .filter(({ resolvable }) => resolvable !== false)
    .map((given) => parseFieldSet(String(given.fields)));
  return {
    name: type.name,
    interfaceObject: metadata.isInterfaceObjectType(type),
    abstract: !isObjectType(type),
    runtime: runtimeOf(type),
    fields,
    keys,
  };
}

function runtimeOf(type: CompositeType): string[] {
  if (isUnionType(type)) return type.types().map(({ name }) => name);
  return isInterfaceType(type) ? type.possibleRuntimeTypes().map(({ name }) => name) : [type.name];
}
