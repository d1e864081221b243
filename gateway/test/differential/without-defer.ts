import { type DocumentNode, visit } from 'graphql';
import { DEFER } from '../../src/deferral/defer-directive.ts';

/** The document for one who does not know the directive. */
export function withoutDefer(document: DocumentNode): DocumentNode {
  return visit(document, { Directive: ({ name }) => (name.value === DEFER.name ? null : undefined) });
}
