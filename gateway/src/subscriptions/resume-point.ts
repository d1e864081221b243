import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Names that we add to a client's operation; the prefix is one that no client of ours has. */
const AFTER_VARIABLE = 'visiobookGateway_after';
const SEQ_ALIAS = 'visiobookGateway_seq';

export interface ResumableOperation {
  /** The field of the schema that is subscribed to. */
  field: string;
  /** The operation with the position as a variable of ours, and the event's number among its fields. */
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** The variables that ask for what follows a position; they join the client's. */
  variablesAfter(position: number | undefined): Record<string, unknown>;
  /** The position that the client named. */
  start: number | undefined;
  /** Takes the event's number out of its data; undefined where the event has none. */
  takeSeq(data: Record<string, unknown> | null | undefined): number | undefined;
}

/**
 * Makes a subscription one that can go on where it was cut, if its root field can: it takes `after: Int` and its
 * events have `seq: Int`. Undefined otherwise.
 *
 * @param variables coerced to the operation's variable definitions
 */
export function makeResumable(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): ResumableOperation | undefined {
  const fragments = fragmentsOf(document);
  const field = firstField(operation.selectionSet, fragments);
  const definition = field && rootField(schema, field.name.value);
  if (!field || !definition || !isResumable(definition)) return undefined;

  const given = getArgumentValues(definition, field, variables).after;
  const withPosition = mapRootFields(operation.selectionSet, fragments, addPosition);
  const rewritten: OperationDefinitionNode = {
    ...operation,
    selectionSet: withPosition,
    variableDefinitions: [
      ...(operation.variableDefinitions ?? []),
      {
        kind: Kind.VARIABLE_DEFINITION,
        variable: variable(AFTER_VARIABLE),
        type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'Int' } },
      },
    ],
  };
  const responseName = field.alias?.value ?? field.name.value;
  return {
    field: field.name.value,
    document: {
      ...document,
      definitions: document.definitions.map((each) => (each === operation ? rewritten : each)),
    },
    operation: rewritten,
    start: typeof given === 'number' ? given : undefined,
    variablesAfter: (position) => (position === undefined ? {} : { [AFTER_VARIABLE]: position }),
    takeSeq: (data) => {
      const event = data?.[responseName];
      if (typeof event !== 'object' || event === null) return undefined;
      const { [SEQ_ALIAS]: seq } = event as Record<string, unknown>;
      delete (event as Record<string, unknown>)[SEQ_ALIAS];
      return typeof seq === 'number' ? seq : undefined;
    },
  };
}

function isResumable({ args, type }: NonNullable<ReturnType<typeof rootField>>): boolean {
  const event = getNamedType(type);
  const seq = isObjectType(event) ? event.getFields().seq : undefined;
  const after = args.find(({ name }) => name === 'after');
  return String(after?.type) === 'Int' && (String(seq?.type) === 'Int!' || String(seq?.type) === 'Int');
}

function rootField(schema: GraphQLSchema, name: string) {
  return schema.getSubscriptionType()?.getFields()[name];
}

function addPosition(field: FieldNode): FieldNode {
  const after: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: 'after' },
    value: variable(AFTER_VARIABLE),
  };
  const seq: FieldNode = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: SEQ_ALIAS },
    name: { kind: Kind.NAME, value: 'seq' },
  };
  return {
    ...field,
    arguments: [...(field.arguments ?? []).filter(({ name }) => name.value !== 'after'), after],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [...(field.selectionSet?.selections ?? []), seq] },
  };
}

/** Applies `change` to each root field; fragments on the root become inline, since others may not be touched. */
function mapRootFields(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  change: (field: FieldNode) => FieldNode,
): SelectionSetNode {
  const mapped = selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return [change(selection)];
    const body = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (!body) return [];
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        ...(body.typeCondition ? { typeCondition: body.typeCondition } : {}),
        ...(selection.directives ? { directives: selection.directives } : {}),
        selectionSet: mapRootFields(body.selectionSet, fragments, change),
      },
    ];
  });
  return { kind: Kind.SELECTION_SET, selections: mapped };
}

function firstField(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FieldNode | undefined {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) return selection;
    const body = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    const field = body && firstField(body.selectionSet, fragments);
    if (field) return field;
  }
  return undefined;
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
}

function variable(name: string) {
  return { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } as const;
}
