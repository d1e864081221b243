import { AppError } from '@visiobook/service';
import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { UnsignedViewer } from '../context.ts';
import type { AccessRule, AccessRules } from './access-rules.ts';

/**
 * Refuses an operation that asks for what its viewer may not have, before anything of it runs. Subgraphs decide
 * again, by the thing and not only by its kind.
 *
 * @throws AppError UNAUTHENTICATED for nobody, FORBIDDEN for somebody who lacks a scope or a policy.
 */
export function authorize(
  { schema, rules }: { schema: GraphQLSchema; rules: AccessRules },
  document: DocumentNode,
  operation: OperationDefinitionNode,
  viewer: UnsignedViewer,
): void {
  if (rules.size === 0) return;
  const types = new TypeInfo(schema);
  const check = (coordinate: string) => {
    const rule = rules.get(coordinate);
    if (rule) refuseUnless(rule, viewer, coordinate);
  };
  const visitor = visitWithTypeInfo(types, {
    Field: () => {
      const parent = types.getParentType();
      const field = types.getFieldDef();
      if (!parent || !field) return;
      check(`${parent.name}.${field.name}`);
      check(getNamedType(field.type).name);
    },
    InlineFragment: ({ typeCondition }) => {
      if (typeCondition) check(typeCondition.name.value);
    },
    FragmentDefinition: ({ typeCondition }) => check(typeCondition.name.value),
  });
  const used = usedFragments(document, operation);
  for (const definition of document.definitions) {
    if (definition === operation) visit(definition, visitor);
    if (definition.kind === Kind.FRAGMENT_DEFINITION && used.has(definition.name.value))
      visit(definition, visitor);
  }
}

function refuseUnless(rule: AccessRule, viewer: UnsignedViewer, coordinate: string): void {
  if (viewer.kind === 'ANONYMOUS')
    throw new AppError('UNAUTHENTICATED', `Log in first: ${coordinate} needs it.`);
  const held = new Set(viewer.scopes);
  const holds = (groups: string[][]) => groups.some((group) => group.every((scope) => held.has(scope)));
  if (!rule.scopes.every(holds)) throw new AppError('FORBIDDEN', `Your rights do not cover ${coordinate}.`);
  // Nothing here can decide a policy yet, so none holds.
  if (rule.policies.length > 0) throw new AppError('FORBIDDEN', `No policy lets you have ${coordinate}.`);
}

/** A document may hold several operations; what only the others use is not asked for. */
function usedFragments(document: DocumentNode, operation: OperationDefinitionNode): Set<string> {
  const used = new Set<string>();
  const follow = (node: OperationDefinitionNode | DocumentNode['definitions'][number]) =>
    visit(node, {
      FragmentSpread: ({ name: { value } }) => {
        if (used.has(value)) return;
        used.add(value);
        const next = document.definitions.find(
          (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === value,
        );
        if (next) follow(next);
      },
    });
  follow(operation);
  return used;
}
