import { type DocumentNode, Kind, valueFromASTUntyped } from 'graphql';

/**
 * The names that a directive of a specification has in a supergraph: subgraphs may import it under another one
 * (`@link(url: ".../authenticated/v0.1", import: [{name: "@authenticated", as: "@login"}])`), and composition keeps that.
 */
export function directiveNames(supergraph: DocumentNode, feature: string, directive = feature): Set<string> {
  const names = new Set([directive]);
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const { name, arguments: given = [] } of definition.directives ?? []) {
      if (name.value !== 'link') continue;
      const link = Object.fromEntries(
        given.map((each) => [each.name.value, valueFromASTUntyped(each.value)]),
      );
      if (!new RegExp(`/${feature}/v\\d`).test(String(link.url))) continue;
      const namespace = typeof link.as === 'string' ? link.as : feature;
      names.add(namespace === directive || feature === directive ? namespace : `${namespace}__${directive}`);
      for (const imported of Array.isArray(link.import) ? link.import : []) {
        const { name: original, as } = imported as { name?: unknown; as?: unknown };
        if (original === `@${directive}` && typeof as === 'string') names.add(as.slice(1));
      }
    }
  }
  return names;
}
