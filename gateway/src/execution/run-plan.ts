import type { GraphQLDataSource } from '@apollo/gateway';
import type { GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from '../context.ts';
import { TYPENAME } from '../planning/need.ts';
import type { Fetch } from '../planning/plan.ts';
import type { PrintedFetch } from '../planning/print-fetch.ts';
import { inSpan } from '../telemetry/execution-spans.ts';
import { isObject } from './absorb.ts';
import { AnswerObject, graft, leafOf, objectsAt, representationOf, trailsAt } from './answer-tree.ts';
import { blameAll, blameInputs, blameSilence, placeError } from './blame-objects.ts';
import { LOST, MOST_OF_ALL, SILENT } from './place-mishaps.ts';
import type { PreparedPlan } from './prepared-plan.ts';

export interface RunOptions {
  prepared: PreparedPlan;
  variables: Record<string, unknown>;
  context: GatewayContext;
  sources: Readonly<Record<string, GraphQLDataSource>>;
  isObjectType(name: string): boolean;
}

export interface Run {
  root: AnswerObject;
  /** Errors that belong to no place. */
  strays: GraphQLFormattedError[];
}

interface Answered {
  data?: Record<string, unknown> | null | undefined;
  errors?: readonly GraphQLFormattedError[] | undefined;
}

/** Runs every fetch as soon as those that it needs have answered. @param given an answer of the first fetch, for an event */
export async function runPlan(options: RunOptions, given?: Answered): Promise<Run> {
  const { run, done } = startPlan(options, given);
  await Promise.all(done);
  return run;
}

/** A run that has only begun. @returns by fetch, when its answer is in the tree */
export function startPlan(
  options: RunOptions,
  given?: Answered,
): { run: Run; done: readonly Promise<void>[] } {
  const { plan } = options.prepared;
  const run: Run = { root: new AnswerObject(options.prepared.rootType), strays: [] };
  const done: Promise<void>[] = [];
  for (const fetch of plan.fetches) {
    const inputs = Promise.all(Array.from(fetch.after, (id) => done[id]));
    done.push(
      inputs.then(() => {
        if (given && fetch.id === 0) return settle(run, options, fetch, [[run.root]], given);
        return fetch.root ? fetchRoot(run, options, fetch) : fetchEntities(run, options, fetch);
      }),
    );
  }
  return { run, done };
}

async function fetchRoot(run: Run, options: RunOptions, fetch: Fetch): Promise<void> {
  const objects = objectsAt(run.root, fetch.at, fetch.runtime);
  if (objects.length === 0) return;
  const { variables } = options.prepared.printed[fetch.id]!;
  settle(run, options, fetch, [objects], await send(options, fetch, pick(options.variables, variables)));
}

async function fetchEntities(run: Run, options: RunOptions, fetch: Fetch): Promise<void> {
  const printed = options.prepared.printed[fetch.id]!;
  const lots = new Map<string, Lot>();
  for (const trail of new Map(
    trailsAt(run.root, fetch.at, fetch.runtime).map((each) => [each.at(-1), each]),
  ).values()) {
    const object = trail.at(-1)!;
    const representation = representationOf(object, fetch.typename, fetch.inputs);
    const context = contextOf(trail, fetch, printed);
    if (!representation || !context) {
      blameInputs(object, fetch, trail);
      continue;
    }
    const name = JSON.stringify(context);
    const { asked } = lots.get(name) ?? { context, asked: new Map() };
    lots.set(name, { context, asked });
    const key = JSON.stringify(representation);
    const same = asked.get(key);
    if (same) same.objects.push(object);
    else asked.set(key, { representation, objects: [object] });
  }
  const sendLot = async ({ context, asked }: Lot) => {
    const entities = [...asked.values()];
    const answer = await send(options, fetch, {
      ...pick(options.variables, printed.variables),
      ...context,
      [printed.representations]: entities.map(({ representation }) => representation),
    });
    settle(
      run,
      options,
      fetch,
      entities.map(({ objects }) => objects),
      answer,
    );
  };
  await Promise.all(Array.from(lots.values(), sendLot));
}

/** The entities of one request: those that take the same values from above. */
interface Lot {
  context: Record<string, unknown>;
  asked: Map<string, { representation: unknown; objects: AnswerObject[] }>;
}

/** What an object takes from above, by variable; undefined where a part of it was never learnt. */
function contextOf(
  trail: readonly AnswerObject[],
  { contexts = [] }: Fetch,
  printed: PrintedFetch,
): Lot['context'] | undefined {
  const values: Record<string, unknown> = {};
  for (const [position, { depth, inputs }] of contexts.entries()) {
    const value = leafOf(trail[depth]!, inputs);
    if (value === undefined) return undefined;
    values[printed.contexts[position]!] = value;
  }
  return values;
}

async function send(
  { prepared, sources, context }: RunOptions,
  fetch: Fetch,
  variables: Record<string, unknown>,
) {
  const source = sources[fetch.subgraph];
  if (!source) throw new Error(`The supergraph has no subgraph named ${fetch.subgraph}.`);
  const request = { query: prepared.printed[fetch.id]!.query, variables };
  return inSpan('gateway.fetch', { service: fetch.subgraph }, async () => {
    const answer = await source.process({ request, context } as never);
    return answer as Answered;
  });
}

/** Puts an answer into the tree. @param targets the objects that each entity stands for; the roots in one list */
function settle(
  run: Run,
  { isObjectType }: RunOptions,
  fetch: Fetch,
  targets: readonly (readonly AnswerObject[])[],
  { data, errors = [] }: Answered,
): void {
  const given = fetch.root ? [data ?? undefined] : data?._entities;
  const entities: unknown[] = Array.isArray(given) ? given : [];
  for (const [index, objects] of targets.entries()) {
    const raw = entities[index];
    if (isObject(raw)) for (const object of objects) graft(object, raw, fetch.selection, isObjectType);
  }
  let ofAll = 0;
  const strays = errors.filter((error) => {
    const path = error.path ?? [];
    if (!fetch.root && typeof path[1] !== 'number' && ++ofAll > MOST_OF_ALL) return false;
    const of = fetch.root ? targets : typeof path[1] === 'number' ? [targets[path[1]] ?? []] : targets;
    const rest = fetch.root ? path : path.slice(2);
    let placed = false;
    for (const object of of.flat()) {
      if (rest.length > 0) placed = placeError(object, rest, fetch.selection, error) || placed;
      else placed = blameAll(object, fetch, error) || placed;
    }
    return !placed;
  });
  const reason = strays[0] ?? errors[0];
  let isTold = false;
  for (const [index, objects] of targets.entries()) {
    const said = entities[index];
    for (const object of objects) {
      if (!isObject(said) && !fetch.root && fetch.selection.abstract) {
        object.addMishap(TYPENAME, { error: reason ?? LOST, below: [] });
        isTold = true;
      }
      // Null is an answer: there is no such entity.
      if (said === undefined || fetch.root)
        isTold = blameSilence(object, fetch, said, reason ?? SILENT) || isTold;
    }
  }
  // Of an answer without data whatever was lost by it is told; where others have it all, nothing was.
  if (data && !isTold) run.strays.push(...strays);
}

function pick(all: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in all).map((name) => [name, all[name]]));
}
