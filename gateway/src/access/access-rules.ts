import { type ConstDirectiveNode, type DocumentNode, Kind, parse, valueFromASTUntyped } from 'graphql';
import { directiveNames } from '../supergraph/directive-names.ts';

/** What a type or field asks of the viewer. */
export interface AccessRule {
  authenticated: boolean;
  /** Groups of scopes; all of one group are needed. One entry a directive, and each of them must hold. */
  scopes: string[][][];
  policies: string[][][];
}

/** Rules by coordinate: `Type` or `Type.field`. */
export type AccessRules = ReadonlyMap<string, AccessRule>;

/** Reads `@authenticated`, `@requiresScopes` and `@policy` of a supergraph. */
export function readAccessRules(supergraphSdl: string): AccessRules {
  const document: DocumentNode = parse(supergraphSdl, { noLocation: true });
  const names = {
    authenticated: directiveNames(document, 'authenticated'),
    requiresScopes: directiveNames(document, 'requiresScopes'),
    policy: directiveNames(document, 'policy'),
  };
  const rules = new Map<string, AccessRule>();
  const add = (coordinate: string, directives: readonly ConstDirectiveNode[] | undefined) => {
    const rule = ruleOf(directives ?? [], names);
    if (rule) rules.set(coordinate, rule);
  };
  for (const type of document.definitions) {
    if (!('directives' in type) || !('name' in type) || !type.name || type.kind === Kind.OPERATION_DEFINITION)
      continue;
    add(type.name.value, type.directives as readonly ConstDirectiveNode[]);
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of type.fields ?? []) add(`${type.name.value}.${field.name.value}`, field.directives);
  }
  return rules;
}

const SECURITY_LINK =
  /(@link\(\s*url:\s*"https:\/\/specs\.apollo\.dev\/(?:authenticated|requiresScopes|policy|context)\/[^)]*?),\s*for:\s*SECURITY/g;

/**
 * Apollo's gateway refuses a supergraph whose security features it does not enforce. We enforce them (authorize.ts),
 * plan `@fromContext` ourselves, and say so by taking the mark off.
 */
export function acceptSecurityFeatures(supergraphSdl: string): string {
  return supergraphSdl.replace(SECURITY_LINK, '$1');
}

type Names = Record<'authenticated' | 'requiresScopes' | 'policy', ReadonlySet<string>>;

function ruleOf(directives: readonly ConstDirectiveNode[], names: Names): AccessRule | undefined {
  const named = (name: keyof Names) => directives.filter((each) => names[name].has(each.name.value));
  const groups = (name: keyof Names, argument: string) =>
    named(name).map((directive) => {
      const given = directive.arguments?.find((each) => each.name.value === argument);
      return given ? (valueFromASTUntyped(given.value) as string[][]) : [];
    });
  const rule = {
    authenticated: named('authenticated').length > 0,
    scopes: groups('requiresScopes', 'scopes'),
    policies: groups('policy', 'policies'),
  };
  return rule.authenticated || rule.scopes.length > 0 || rule.policies.length > 0 ? rule : undefined;
}
