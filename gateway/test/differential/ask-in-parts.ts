import { getOperationAST, getVariableValues, parse } from 'graphql';
import type { Delivery } from '../../src/deferral/delivery.ts';
import { splitOperation } from '../../src/deferral/split-operation.ts';
import { fragmentsOf } from '../../src/planning/need.ts';
import { differenceInParts } from './compare-parts.ts';
import { readParts } from './read-parts.ts';
import type { Asked, TwoWays } from './two-ways.ts';
import { withoutDefer } from './without-defer.ts';

/** Asks in parts, and compares all that came with the whole answer and with the first part alone. */
export async function compareInParts(ways: TwoWays, asked: Asked) {
  const document = parse(asked.query, { noLocation: true });
  const operation = getOperationAST(document)!;
  const { coerced = {} } = getVariableValues(
    ways.schema,
    operation.variableDefinitions ?? [],
    asked.variables,
  );
  const split = splitOperation(operation, fragmentsOf(document), coerced);
  const alone = { ...document, definitions: [...document.definitions] };
  alone.definitions[document.definitions.indexOf(operation)] = {
    ...operation,
    selectionSet: split?.own ?? operation.selectionSet,
  };
  const whole = await ways.documentAsOne(withoutDefer(document), asked.variables);
  const firstAlone = await ways.documentAsOne(alone, asked.variables);
  const delivery: Delivery = { atEnd: [] };
  const result = await ways.throughGateway(asked, delivery);
  const reads = await readParts(result, delivery.later);
  const [refused] = ways.takeRefusals();
  const what = refused ?? reads.map((read) => differenceInParts(read, whole, firstAlone)).find(Boolean);
  return { what, reads, whole, firstAlone, inParts: delivery.later !== undefined };
}
