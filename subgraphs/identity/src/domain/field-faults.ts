import { AppError } from '@visiobook/service';
import type { TakenName } from './ports.ts';

/** The same shape as `parseInput` gives, for what only the domain can judge. */
export function badFields(fields: Record<string, string[]>, cause?: unknown): AppError {
  const message = Object.values(fields).flat().join(' ');
  return new AppError('BAD_USER_INPUT', message, { fields }, cause);
}

/** Says which of an account's names belong to somebody else. */
export function takenNames(taken: readonly TakenName[], cause?: unknown): AppError {
  return badFields(Object.fromEntries(taken.map((field) => [field, [TAKEN[field]]])), cause);
}

const TAKEN: Record<TakenName, string> = {
  email: 'There is an account with this e-mail address already; log in instead.',
  username: 'This username is taken; choose another.',
};
