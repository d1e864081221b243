import { AppError } from '@visiobook/service';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';

export interface OperationRequest {
  query: string;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  extensions?: Record<string, unknown> | null | undefined;
}

export interface CheckedOperation {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

/** Parses and validates with the same limits as over HTTP. @throws AppError | readonly GraphQLError[] */
export type CheckOperation = (request: OperationRequest, schema: GraphQLSchema) => CheckedOperation;

/** The faults of a document, as one throwable. */
export class DocumentRefused extends Error {
  override readonly name = 'DocumentRefused';
  readonly faults: readonly GraphQLError[];

  constructor(faults: readonly GraphQLError[]) {
    super(faults.map(({ message }) => message).join(' '));
    this.faults = faults;
  }
}

export interface CheckOptions {
  maxTokens: number;
  introspection: boolean;
  rules: readonly ValidationRule[];
}

const KEPT = 500;

/** For transports that Apollo Server does not serve: what was checked once under a schema is not checked again. */
export function createCheckOperation({ maxTokens, introspection, rules }: CheckOptions): CheckOperation {
  const all = [...specifiedRules, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule]), ...rules];
  const bySchema = new WeakMap<GraphQLSchema, Map<string, DocumentNode>>();

  const documentOf = (query: string, schema: GraphQLSchema): DocumentNode => {
    const known = bySchema.get(schema) ?? new Map<string, DocumentNode>();
    bySchema.set(schema, known);
    const checked = known.get(query);
    if (checked) return checked;
    const document = parsed(query, maxTokens);
    const faults = validate(schema, document, all);
    if (faults.length > 0) throw new DocumentRefused(faults);
    if (known.size >= KEPT) known.delete(known.keys().next().value as string);
    known.set(query, document);
    return document;
  };

  return ({ query, operationName }, schema) => {
    const document = documentOf(query, schema);
    const operation = getOperationAST(document, operationName);
    if (!operation) throw new AppError('BAD_USER_INPUT', 'Name one of the operations of the document.');
    return { document, operation };
  };
}

function parsed(query: string, maxTokens: number): DocumentNode {
  try {
    return parse(query, { maxTokens });
  } catch (error) {
    throw error instanceof GraphQLError ? new DocumentRefused([error]) : error;
  }
}
