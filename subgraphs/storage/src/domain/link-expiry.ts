import { AppError } from '@visiobook/service';

const MIN_SECONDS = 60;
const MAX_SECONDS = 7 * 24 * 3600;

/** When an address asked for `expiresIn` seconds ends. @throws AppError BAD_USER_INPUT outside a minute to a week. */
export function linkExpiry(expiresIn: number, now = Date.now()): Date {
  if (expiresIn < MIN_SECONDS || expiresIn > MAX_SECONDS) {
    const message = `An address lives ${MIN_SECONDS} to ${MAX_SECONDS} seconds; ${expiresIn} were asked for.`;
    throw new AppError('BAD_USER_INPUT', message, { fields: { expiresIn: [message] } });
  }
  return new Date(now + expiresIn * 1000);
}
