import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  buildSchema,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  validate,
} from 'graphql';

/** Only the gateway has it: no subgraph, and so no supergraph, says that it is there. */
const DEFER = 'directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT';

const OPERATIONS = join(import.meta.dirname, '..', 'schema', 'operations');

/**
 * Makes the manifest, in Apollo's format, of the operations that first-party clients send: one operation a file
 * under `schema/operations/<client>`, each with the fragments that it uses.
 *
 * @throws Error that names each file whose operation the supergraph does not have.
 */
export function persistOperations(supergraphSdl: string, folder = OPERATIONS): string {
  // Subscriptions and queries alike are checked against all of the graph; what is hidden in it is hidden at run time.
  const schema = buildSchema(`${supergraphSdl}\n${DEFER}`, { assumeValidSDL: true });
  const clients = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const operations = clients
    .map(({ name }) => name)
    .sort()
    .flatMap((clientName) => operationsOf(join(folder, clientName), clientName, schema));
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function operationsOf(folder: string, clientName: string, schema: GraphQLSchema) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const names = new Set<string>();
  return files
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => {
      const where = relative(process.cwd(), join(folder, file));
      const document = parse(readFileSync(join(folder, file), 'utf8'), { noLocation: true });
      const [fault] = validate(schema, document);
      if (fault) throw new Error(`${where}: ${fault.message}`);
      const operation = onlyOperation(document, where);
      const name = operation.name?.value;
      if (!name || names.has(name)) throw new Error(`${where}: the operation needs a name of its own.`);
      names.add(name);
      const body = print(document);
      return { id: sha256(body), name, type: operation.operation, clientName, body };
    });
}

function onlyOperation({ definitions }: DocumentNode, where: string): OperationDefinitionNode {
  const operations = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (!operation || operations.length > 1) throw new Error(`${where}: one operation a file.`);
  return operation;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
