import { parseInput } from '@visiobook/service';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { OperationRequest } from '../operations/check-operation.ts';

const Variables = z.record(z.string(), z.unknown()).nullish();
const Operation = z.object({
  query: z.string().min(1),
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

/** The operation in a body or a query string. @throws AppError BAD_USER_INPUT when there is none. */
export function readOperation({ method, query, body }: FastifyRequest): OperationRequest {
  return method === 'GET' ? parseInput(InUrl, query) : parseInput(Operation, body);
}
