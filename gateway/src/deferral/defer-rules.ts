import {
  type ASTVisitor,
  type DirectiveNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { DEFER } from './defer-directive.ts';

/** What the RFC forbids of `@defer`, each in a rule. */
export const deferRules: readonly ValidationRule[] = [uniqueLabels, onlyWhereItCanBe];

function uniqueLabels(context: ValidationContext): ASTVisitor {
  const labels = new Map<string, DirectiveNode>();
  return {
    Directive(node) {
      if (node.name.value !== DEFER.name) return;
      const label = node.arguments?.find(({ name }) => name.value === 'label')?.value;
      if (!label || label.kind === Kind.NULL) return;
      if (label.kind !== Kind.STRING) {
        context.reportError(new GraphQLError('The label of @defer must be a string.', { nodes: node }));
        return;
      }
      const other = labels.get(label.value);
      if (other) {
        const message = `The label "${label.value}" stands at two @defer; each needs one of its own.`;
        context.reportError(new GraphQLError(message, { nodes: [other, node] }));
      }
      labels.set(label.value, node);
    },
  };
}

/** A subscription's events are whole, and a mutation's root fields run one after the other. */
function onlyWhereItCanBe(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation: OperationDefinitionNode) {
      if (operation.operation === 'query') return;
      const isSubscription = operation.operation === 'subscription';
      const refuse = (node: DirectiveNode) => {
        const where = isSubscription ? 'in a subscription' : 'on the root of a mutation';
        const message = `@defer cannot stand ${where}; "if: false" switches it off.`;
        context.reportError(new GraphQLError(message, { nodes: node }));
      };
      for (const node of defersIn(context, operation.selectionSet, isSubscription)) refuse(node);
    },
  };
}

function defersIn(context: ValidationContext, root: SelectionSetNode, below: boolean): DirectiveNode[] {
  const found: DirectiveNode[] = [];
  const seen = new Set<FragmentDefinitionNode>();
  const walk = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        if (below && selection.selectionSet) walk(selection.selectionSet);
        continue;
      }
      const directive = selection.directives?.find(({ name }) => name.value === DEFER.name);
      if (directive && !isOff(directive)) found.push(directive);
      if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet);
      else {
        const fragment = context.getFragment(selection.name.value);
        if (!fragment || seen.has(fragment)) continue;
        seen.add(fragment);
        walk(fragment.selectionSet);
      }
    }
  };
  walk(root);
  return found;
}

/** Off, or left to a variable: then it is the one who runs the operation who must leave it out. */
function isOff(directive: DirectiveNode): boolean {
  const condition = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
  return condition?.kind === Kind.VARIABLE || (condition?.kind === Kind.BOOLEAN && !condition.value);
}
