import { AppError, type ErrorCode } from './app-error.ts';

/** Refusals that another attempt may turn into success; jobs that meet one are thrown back to the queue. */
const PASSING: readonly ErrorCode[] = ['UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL', 'CANCELLED'];

/** The refusal that a job should report instead of trying again, or null when the error may pass. */
export function permanentRefusal(error: unknown): { code: ErrorCode; message: string } | null {
  if (!(error instanceof AppError) || PASSING.includes(error.code)) return null;
  return { code: error.code, message: error.message };
}
