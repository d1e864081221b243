import type { GraphQLDataSource } from '@apollo/gateway';
import type { GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from '../context.ts';
import { inSpan } from '../telemetry/execution-spans.ts';
import { absorb, isObject, type Raw } from './absorb.ts';
import type { Batch, CompiledPlan, Request, Target } from './compile-plan.ts';
import { type CompiledRun, contextOf, inputsOf, objectsAt, trailsAt } from './compiled-run.ts';
import type { Answered, JoinCalls } from './join-calls.ts';
import {
  blameAll,
  blameInputs,
  blameSilence,
  blameType,
  LOST,
  MOST_OF_ALL,
  placeError,
  SILENT,
} from './place-mishaps.ts';

export interface CompiledRunOptions {
  plan: CompiledPlan;
  /** As the client sent them. */
  variables: Record<string, unknown>;
  context: GatewayContext;
  sources: Readonly<Record<string, GraphQLDataSource>>;
  /** Told of each answer. */
  progressed?: (() => void) | undefined;
  /** For several runs that are alike. */
  join?: JoinCalls | undefined;
}

/** Sends every request as soon as those that it needs have answered. @param given an answer of the first, for an event */
export async function runCompiled(options: CompiledRunOptions, given?: Answered): Promise<CompiledRun> {
  const run: CompiledRun = {
    root: {},
    mishaps: new Map(),
    strays: [],
    shares: false,
    standing: new Map(),
  };
  const done: Promise<void>[] = [];
  for (const request of options.plan.requests) {
    const start = (): Promise<void> => {
      if (given && request.root?.fetch.id === 0) {
        settleRoot(run, options.plan, request.root, [run.root], given);
        return Promise.resolve();
      }
      return request.root
        ? sendRoot(run, options, request, request.root)
        : sendBatches(run, options, request);
    };
    const [first, ...others] = request.after;
    if (first === undefined) done.push(start());
    else if (others.length === 0) done.push(done[first]!.then(start));
    else done.push(Promise.all(request.after.map((id) => done[id])).then(start));
  }
  await Promise.all(done);
  return run;
}

async function sendRoot(
  run: CompiledRun,
  options: CompiledRunOptions,
  request: Request,
  target: Target,
): Promise<void> {
  const objects = objectsAt(run, options.plan, target);
  if (objects.length === 0) return;
  const answer = await send(options, request, pick(options.variables, request.variables));
  settleRoot(run, options.plan, target, objects, answer);
}

function settleRoot(
  run: CompiledRun,
  plan: CompiledPlan,
  target: Target,
  objects: readonly Raw[],
  { data, errors = [] }: Answered,
): void {
  if (data) for (const object of objects) absorb(object, data, target.absorb, plan.objectTypes);
  const strays = errors.filter((error) => {
    const path = error.path ?? [];
    return !someOf(objects, (object) =>
      path.length > 0
        ? placeError(run, object, target.place, path, target.selection, error)
        : blameAll(run, object, target, error),
    );
  });
  const reason = strays[0] ?? errors[0] ?? SILENT;
  const isTold = someOf(objects, (object) => blameSilence(run, object, target, data, reason));
  if (data && !isTold) run.strays.push(...strays);
}

/** Whom an entity is for. */
interface Addressee {
  object: Raw;
  target: Target;
}

async function sendBatches(run: CompiledRun, options: CompiledRunOptions, request: Request): Promise<void> {
  const variables = pick(options.variables, request.variables);
  const [batch] = request.batches;
  if (batch?.targets[0]?.contexts.length) {
    const sendLot = async ({ context, representations, addressees }: Lot) => {
      const all = { ...variables, ...context, [batch.variable]: representations };
      settleBatches(run, options.plan, request, [addressees], await send(options, request, all));
    };
    await Promise.all(gatherInContext(run, options.plan, batch.targets[0]).map(sendLot));
    return;
  }
  const lots = request.batches.map((batch) => {
    const { representations, addressees } = gather(run, options.plan, batch);
    variables[batch.variable] = representations;
    return addressees;
  });
  if (lots.every((addressees) => addressees.length === 0)) return;
  const answer = options.join
    ? await options.join(request, variables, (joined) => send(options, request, joined))
    : await send(options, request, variables);
  settleBatches(run, options.plan, request, lots, answer);
}

function settleBatches(
  run: CompiledRun,
  plan: CompiledPlan,
  request: Request,
  lots: readonly Addressee[][][],
  { data, errors = [] }: Answered,
): void {
  const unknown: Addressee[] = [];
  const unanswered: Addressee[] = [];
  for (const [position, addressees] of lots.entries()) {
    const entities = data?.[request.batches[position]!.alias];
    for (let index = 0; index < addressees.length; index++) {
      const raw: unknown = Array.isArray(entities) ? entities[index] : undefined;
      if (isObject(raw))
        for (const { object, target } of addressees[index]!)
          absorb(object, raw, target.absorb, plan.objectTypes);
      else unknown.push(...addressees[index]!);
      // Null is an answer: there is no such entity.
      if (raw === undefined) unanswered.push(...addressees[index]!);
    }
  }
  let ofAll = 0;
  const strays = errors.filter((error) => {
    if (typeof error.path?.[1] !== 'number' && ++ofAll > MOST_OF_ALL) return false;
    return !placeEntityError(run, request, lots, error);
  });
  const reason = strays[0] ?? errors[0];
  const isTold = [
    someOf(unknown, ({ object, target }) => blameType(run, object, target, reason ?? LOST)),
    someOf(unanswered, ({ object, target }) =>
      blameSilence(run, object, target, undefined, reason ?? SILENT),
    ),
  ].includes(true);
  // Of an answer without data whatever was lost by it is told; where others have it all, nothing was.
  if (data && !isTold) run.strays.push(...strays);
}

/** What identifies the objects of a batch, each entity once. */
function gather(run: CompiledRun, plan: CompiledPlan, { targets, soleInput }: Batch) {
  const representations: Raw[] = [];
  const addressees: Addressee[][] = [];
  const known = new Map<unknown, Addressee[]>();
  for (const target of targets) {
    for (const object of objectsAt(run, plan, target)) {
      // Read before anything is made of it: most of what is asked for several times is known by its one key.
      const sole = soleInput === undefined ? undefined : object[target.inputs[0]!.key];
      const isSole = typeof sole === 'string';
      let representation: Raw | undefined;
      if (!isSole) {
        const fields = inputsOf(run, plan, object, target.inputs, target.known);
        if (!fields) {
          blameInputs(run, object, target);
          continue;
        }
        representation = { __typename: target.typename, ...fields };
      }
      const key = isSole ? sole : JSON.stringify(representation);
      const same = known.get(key);
      if (same) {
        run.shares = true;
        same.push({ object, target });
        continue;
      }
      const first = [{ object, target }];
      known.set(key, first);
      representations.push(representation ?? { __typename: target.typename, [soleInput!]: sole });
      addressees.push(first);
    }
  }
  return { representations, addressees };
}

/** The entities of one request: those that take the same values from above. */
interface Lot {
  /** By variable. */
  context: Raw;
  representations: Raw[];
  addressees: Addressee[][];
}

function gatherInContext(run: CompiledRun, plan: CompiledPlan, target: Target): Lot[] {
  const lots = new Map<string, ReturnType<typeof newLot>>();
  for (const trail of trailsAt(run, plan, target)) {
    const object = trail.at(-1)!;
    const fields = inputsOf(run, plan, object, target.inputs, target.known);
    const context = contextOf(run, plan, trail, target);
    if (!fields || !context) {
      blameInputs(run, object, target, trail);
      continue;
    }
    const name = JSON.stringify(context);
    const lot = lots.get(name) ?? newLot(context);
    lots.set(name, lot);
    const representation: Raw = { __typename: target.typename, ...fields };
    const key = JSON.stringify(representation);
    const same = lot.known.get(key);
    if (same) {
      run.shares = true;
      same.push({ object, target });
      continue;
    }
    const first = [{ object, target }];
    lot.known.set(key, first);
    lot.representations.push(representation);
    lot.addressees.push(first);
  }
  return [...lots.values()];
}

function newLot(context: Raw): Lot & { known: Map<string, Addressee[]> } {
  return { context, representations: [], addressees: [], known: new Map() };
}

function placeEntityError(
  run: CompiledRun,
  { batches }: Request,
  lots: readonly Addressee[][][],
  error: GraphQLFormattedError,
): boolean {
  const [alias, index, ...rest] = error.path ?? [];
  const position = batches.findIndex((batch) => batch.alias === alias);
  const of =
    position < 0 ? lots.flat() : typeof index === 'number' ? [lots[position]![index] ?? []] : lots[position]!;
  return someOf(of.flat(), ({ object, target }) =>
    position >= 0 && rest.length > 0
      ? placeError(run, object, target.place, rest, target.selection, error)
      : blameAll(run, object, target, error),
  );
}

/** Tells all of them. @returns whether one said yes */
function someOf<T>(all: readonly T[], tell: (each: T) => boolean): boolean {
  let some = false;
  for (const each of all) some = tell(each) || some;
  return some;
}

async function send(
  { sources, context, progressed }: CompiledRunOptions,
  { subgraph, query }: Request,
  variables: Record<string, unknown>,
): Promise<Answered> {
  const source = sources[subgraph];
  if (!source) throw new Error(`The supergraph has no subgraph named ${subgraph}.`);
  const request = { query, variables };
  const answer = await inSpan(
    'gateway.fetch',
    { service: subgraph },
    () => source.process({ request, context } as never) as Promise<Answered>,
  );
  progressed?.();
  return answer;
}

function pick(all: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const name of names) if (name in all) picked[name] = all[name];
  return picked;
}
