import type { Caller } from '../context.ts';

/** Says which of the named policies (`@policy`) hold for a caller. Any number of judges may be asked together. */
export type PolicyJudge = (
  policies: readonly string[],
  caller: Pick<Caller, 'viewer' | 'claims' | 'client' | 'address'>,
) => Promise<ReadonlySet<string>> | ReadonlySet<string>;

/** What a policy of the configuration asks of a caller; each part that is given must hold. */
export interface PolicyRule {
  kinds?: readonly string[] | undefined;
  roles?: readonly string[] | undefined;
  /** All of them. */
  scopes?: readonly string[] | undefined;
  /** Claims of the access token, by name (`org.plan` for one inside another), and the values that are good. */
  claims?: Readonly<Record<string, readonly (string | number | boolean)[]>> | undefined;
}

/** Policies that are written down as conditions on who asks. */
export function createRuleJudge(rules: Readonly<Record<string, PolicyRule>>): PolicyJudge {
  return (policies, caller) =>
    new Set(policies.filter((name) => Object.hasOwn(rules, name) && holds(rules[name]!, caller)));
}

/** A policy holds if any judge says so. */
export function anyJudge(judges: readonly PolicyJudge[]): PolicyJudge {
  return async (policies, caller) => {
    const held = await Promise.all(judges.map((judge) => judge(policies, caller)));
    return new Set(held.flatMap((each) => [...each]));
  };
}

function holds(
  { kinds, roles, scopes, claims }: PolicyRule,
  { viewer, claims: held }: Parameters<PolicyJudge>[1],
): boolean {
  if (kinds && !kinds.includes(viewer.kind)) return false;
  if (roles && !(viewer.role !== null && roles.includes(viewer.role))) return false;
  if (scopes && !scopes.every((scope) => viewer.scopes.includes(scope))) return false;
  return Object.entries(claims ?? {}).every(([path, good]) => {
    const value = claimAt(held, path);
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return values.some((each) => (good as readonly unknown[]).includes(each));
  });
}

function claimAt(claims: unknown, path: string): unknown {
  const whole = (claims as Record<string, unknown> | undefined)?.[path];
  // Names such as `https://example.org/roles` hold dots of their own.
  if (whole !== undefined) return whole;
  let value = claims;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
