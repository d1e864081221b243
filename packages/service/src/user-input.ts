import type { z } from 'zod';
import { AppError } from './app-error.ts';

/**
 * Parses what a person sent.
 *
 * @throws AppError BAD_USER_INPUT with `extensions.fields`: for each faulty field, what is accepted.
 * @example const { title } = parseInput(CreateProjectInput, args.input);
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string[]> = {};
  for (const { path, message } of parsed.error.issues) {
    const field = path.join('.') || 'input';
    fields[field] = [...(fields[field] ?? []), message];
  }
  const summary = Object.entries(fields).map(([field, messages]) => `${field}: ${messages.join(' ')}`);
  throw new AppError('BAD_USER_INPUT', summary.join(' '), { fields });
}
