import { AppError } from '@visiobook/service';
import type { Caller } from '../context.ts';
import type { AccessRule, AccessRules } from './access-rules.ts';
import type { PolicyJudge } from './policy-judge.ts';

/** Why a viewer may not have a type or field. */
export type Refusals = ReadonlyMap<string, AppError>;

/** Decides the rules of the named coordinates for a caller. @throws AppError UNAVAILABLE where a judge is away */
export async function decideAccess(
  rules: AccessRules,
  coordinates: readonly string[],
  caller: Caller,
  judge: PolicyJudge,
): Promise<Refusals> {
  const policies = new Set(coordinates.flatMap((each) => rules.get(each)?.policies.flat(2) ?? []));
  const held = policies.size > 0 ? await judge([...policies], caller) : new Set<string>();
  const refusals = new Map<string, AppError>();
  for (const coordinate of coordinates) {
    const rule = rules.get(coordinate);
    const refusal = rule && refusalOf(rule, coordinate, caller, held);
    if (refusal) refusals.set(coordinate, refusal);
  }
  return refusals;
}

function refusalOf(
  { authenticated, scopes, policies }: AccessRule,
  coordinate: string,
  { viewer }: Caller,
  policiesHeld: ReadonlySet<string>,
): AppError | undefined {
  const nobody = viewer.kind === 'ANONYMOUS';
  const held = new Set(viewer.scopes);
  const any = (groups: string[][], good: ReadonlySet<string>) =>
    groups.some((group) => group.every((each) => good.has(each)));
  if (nobody && (authenticated || scopes.length > 0)) return logIn(coordinate);
  if (!scopes.every((groups) => any(groups, held)))
    return new AppError('FORBIDDEN', `Your rights do not cover ${coordinate}.`);
  if (policies.every((groups) => any(groups, policiesHeld))) return undefined;
  // A policy may be good to nobody in particular; where it is not, to log in may help.
  return nobody ? logIn(coordinate) : new AppError('FORBIDDEN', `No policy lets you have ${coordinate}.`);
}

function logIn(coordinate: string): AppError {
  return new AppError('UNAUTHENTICATED', `Log in first: ${coordinate} needs it.`);
}
