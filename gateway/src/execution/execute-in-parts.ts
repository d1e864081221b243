import type { ExecutionResult } from 'graphql';
import { deliverParts } from '../deferral/deliver-parts.ts';
import type { Delivery } from '../deferral/delivery.ts';
import { findStandings, type Standing } from '../deferral/find-standings.ts';
import { isFor, type Part } from '../deferral/split-operation.ts';
import { inSpan } from '../telemetry/execution-spans.ts';
import type { PreparedOperation } from './prepare-operation.ts';
import { type RunOptions, startPlan } from './run-plan.ts';
import { createShapeObject, type Introspect, located, shapeResult } from './shape-result.ts';

/**
 * Runs an operation that was split: all fetches begin as soon as they can, and the result is there when those are that
 * the first part waits for. What comes later is left with the delivery.
 */
export async function executeInParts(
  { prepared, selecting, split }: PreparedOperation,
  options: RunOptions,
  introspect: Introspect,
  delivery: Delivery,
): Promise<ExecutionResult> {
  if (!split) throw new Error('The operation was not split.');
  const { plan, rootType } = prepared;
  const { run, done } = startPlan(options);
  // What fails is told to those who wait for it; nobody may have come to by then.
  for (const each of done) each.catch(() => undefined);
  const settled = async (isAwaited: (tag: string | undefined) => boolean) => {
    await Promise.all(plan.fetches.filter(({ part }) => isAwaited(part)).map(({ id }) => done[id]));
  };
  await settled((tag) => tag === undefined);
  const { data, errors } = inSpan('gateway.postprocessing', {}, () =>
    shapeResult(selecting, rootType, split.own, run, introspect),
  );
  const result = { data, ...(errors.length > 0 ? { errors } : {}) };
  const place = { object: run.root, type: rootType, path: [] };
  const standings = data
    ? findStandings(split, selecting, split.operation.selectionSet, { ...place, data })
    : [];
  if (standings.length === 0) return result;
  const shapeObject = createShapeObject(selecting, introspect);
  const sets = new Map(split.parts.map((part) => [part, [part.own]]));
  let strays = run.strays.length;
  const shape = ({ part, ...at }: Standing) => {
    const { data, errors } = shapeObject(at, sets.get(part)!);
    // What has no place goes with whichever part comes next.
    const more = run.strays.slice(strays).map((error) => located(error, undefined));
    strays = run.strays.length;
    return { data, errors: [...more, ...errors] };
  };
  delivery.later = deliverParts({
    split,
    selecting,
    ready: (part: Part) => settled((tag) => isFor(tag, part)),
    shape,
    standings,
    told: errors,
  });
  return result;
}
