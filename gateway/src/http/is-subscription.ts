import { getOperationAST, OperationTypeNode, parse } from 'graphql';
import type { OperationRequest } from '../operations/check-operation.ts';

/** Whether a request is for a subscription; one that cannot be read is not, and gets its errors like a query. */
export function isSubscription({ query, operationName }: OperationRequest): boolean {
  if (!query.includes('subscription')) return false;
  try {
    const operation = getOperationAST(parse(query, { noLocation: true, maxTokens: 10_000 }), operationName);
    return operation?.operation === OperationTypeNode.SUBSCRIPTION;
  } catch {
    return false;
  }
}
