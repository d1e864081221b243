import { createHash } from 'node:crypto';
import type { ApolloServerOptions } from '@apollo/server';
import { type DocumentNode, type GraphQLSchema, printSchema } from 'graphql';
import type { GatewayContext } from '../context.ts';
import { sha256 } from './manifest.ts';

type ApolloStore = NonNullable<ApolloServerOptions<GatewayContext>['documentStore']>;

/**
 * Documents that were parsed and checked, where Apollo Server looks for them, and where they can be put for a schema
 * that is not served yet.
 */
export interface DocumentStore extends ApolloStore {
  /** A document that was checked under a schema, by its text. */
  find(schema: GraphQLSchema, query: string): DocumentNode | undefined;
  /** Adds a document that was checked under a schema. */
  put(schema: GraphQLSchema, query: string, document: DocumentNode): void;
  /** The texts in use, those that were asked for last before the others. */
  texts(): string[];
  /** Drops what was checked under any other schema. */
  keepOnly(schema: GraphQLSchema): void;
}

/** A document takes about twenty times the memory of its text: with this many characters some hundred megabytes. */
const MOST_CHARACTERS = 5_000_000;

export function createDocumentStore(): DocumentStore {
  const documents = new Map<string, DocumentNode>();
  const prefixes = new WeakMap<GraphQLSchema, string>();
  let characters = 0;

  /** Apollo Server's own way to name a schema. Were it another one, what is put would only not be found. */
  const prefixOf = (schema: GraphQLSchema): string => {
    const prefix =
      prefixes.get(schema) ?? `${createHash('sha256').update(printSchema(schema)).digest('hex')}:`;
    prefixes.set(schema, prefix);
    return prefix;
  };
  const remove = (key: string) => {
    characters -= sizeOf(documents.get(key));
    documents.delete(key);
  };
  const set = (key: string, document: DocumentNode) => {
    remove(key);
    documents.set(key, document);
    characters += sizeOf(document);
    while (characters > MOST_CHARACTERS) remove(documents.keys().next().value as string);
  };

  const get = (key: string): DocumentNode | undefined => {
    const document = documents.get(key);
    if (document) {
      // A map remembers the order of insertion: the first is the one that was not used for longest.
      documents.delete(key);
      documents.set(key, document);
    }
    return document;
  };

  return {
    get: async (key) => get(key),
    find: (schema, query) => get(prefixOf(schema) + sha256(query)),
    set: async (key, document) => set(key, document),
    delete: async (key) => remove(key),
    put: (schema, query, document) => set(prefixOf(schema) + sha256(query), document),
    texts: () => [...new Set([...documents.values()].reverse().map(textOf))],
    keepOnly(schema) {
      const prefix = prefixOf(schema);
      for (const key of [...documents.keys()]) if (!key.startsWith(prefix)) remove(key);
    },
  };
}

function textOf(document: DocumentNode): string {
  return document.loc?.source.body ?? '';
}

function sizeOf(document: DocumentNode | undefined): number {
  return document ? textOf(document).length : 0;
}
