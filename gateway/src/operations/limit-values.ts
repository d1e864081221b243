import { AppError } from '@visiobook/service';

/** More than anything that means something; what is nested deeper could use up the stack of whoever reads it. */
const DEEPEST = 100;

/**
 * Looks at variables before anything else does: reading them takes time for each value in them, several times over.
 *
 * @param most values, lists and objects counted with what is in them
 * @throws AppError TOO_EXPENSIVE
 */
export function limitValues(variables: object | null | undefined, most: number): void {
  let count = 0;
  // Level by level and not by recursion, whose depth would be the client's to choose.
  let level: object[] = variables ? [variables] : [];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) {
      const message = `The variables are nested deeper than ${DEEPEST}.`;
      throw new AppError('TOO_EXPENSIVE', message, { max: DEEPEST });
    }
    const below: object[] = [];
    for (const holder of level) {
      if (Array.isArray(holder)) count += holder.length;
      else for (const _ in holder) count++;
      if (count > most) {
        throw new AppError('TOO_EXPENSIVE', `The variables hold more than ${most} values.`, { max: most });
      }
      for (const value of Object.values(holder))
        if (typeof value === 'object' && value !== null) below.push(value);
    }
    level = below;
  }
}
