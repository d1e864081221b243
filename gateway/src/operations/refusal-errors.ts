import type { GraphQLFormattedError } from 'graphql';
import type { FormatError } from '../errors/format-error.ts';
import { DocumentRefused } from './check-operation.ts';

/** What a client reads when its operation is refused before it runs. */
export function refusalErrors(error: unknown, formatError: FormatError): GraphQLFormattedError[] {
  if (error instanceof DocumentRefused)
    return error.faults.map((fault) => formatError(fault.toJSON(), fault));
  return [formatError({ message: error instanceof Error ? error.message : String(error) }, error)];
}
