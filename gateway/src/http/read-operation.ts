import { parseInput } from '@visiobook/service';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AskedOperation } from '../persisted/resolve-text.ts';

/** Not looked into here: there may be more in it than will be let through. */
const Variables = z
  .custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'must be an object',
  )
  .nullish();
const Operation = z.object({
  query: z.string().min(1).nullish(),
  documentId: z.string().nullish(),
  operationName: z.string().nullish(),
  variables: Variables,
  extensions: Variables,
});
/** In a URL the variables are JSON. */
const Json = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue('must be JSON');
      return z.NEVER;
    }
  })
  .pipe(Variables)
  .optional();
const InUrl = Operation.extend({ variables: Json, extensions: Json });

/** What a body or a query string asks for. @throws AppError BAD_USER_INPUT when it is no request. */
export function readOperation({ method, query, body }: FastifyRequest): AskedOperation {
  return method === 'GET' ? parseInput(InUrl, query) : parseInput(Operation, body);
}
