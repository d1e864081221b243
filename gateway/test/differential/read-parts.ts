import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { LaterParts } from '../../src/deferral/delivery.ts';
import { INCREMENTAL_FORMATS } from '../../src/deferral/incremental-format.ts';

type Path = readonly (string | number)[];
type Fields = Record<string, unknown>;

export interface Incremental {
  id?: string;
  path?: Path;
  subPath?: Path;
  data?: Fields | null;
  errors?: readonly GraphQLFormattedError[];
}

export interface Payload {
  pending?: readonly { id: string; path: Path }[];
  incremental?: readonly Incremental[];
  completed?: readonly { id: string; errors?: readonly GraphQLFormattedError[] }[];
  hasNext: boolean;
}

/** What a client has in the end. */
export interface Read {
  /** The first part alone. */
  first: FormattedExecutionResult;
  merged: FormattedExecutionResult;
  /** Where parts stood that came to be null. */
  failed: Path[];
  /** What was wrong with the way it came. */
  faults: string[];
}

const [LEGACY, CURRENT] = INCREMENTAL_FORMATS;

/** Reads all parts as a client of both formats would, from the same batches. */
export async function readParts(
  result: FormattedExecutionResult,
  later: LaterParts | undefined,
): Promise<[Read, Read]> {
  const clone = (value: unknown) => JSON.parse(JSON.stringify(value));
  const start = (): Read => ({ first: clone(result), merged: clone(result), failed: [], faults: [] });
  const reads: [Read, Read] = [start(), start()];
  const [legacy, current] = reads;
  if (!later) return reads;
  const open = new Map<string, Path>();
  let hasNext = true;
  const first = clone(CURRENT!.first(later.announced, true)) as Payload;
  for (const { id, path } of first.pending ?? []) open.set(id, path);
  for await (const batch of later.batches) {
    if (!hasNext) for (const { faults } of reads) faults.push('a part came after the last one');
    hasNext = batch.hasNext;
    const format = (error: { toJSON(): GraphQLFormattedError }) => error.toJSON();
    readLegacy(legacy, clone(LEGACY!.next(batch, format)));
    readCurrent(current, clone(CURRENT!.next(batch, format)), open);
  }
  if (hasNext) for (const { faults } of reads) faults.push('nothing said that it was the end');
  if (open.size > 0) current.faults.push(`${open.size} parts were announced and never came`);
  return reads;
}

function readLegacy(read: Read, { incremental = [] }: Payload): void {
  for (const { path = [], data, errors = [] } of incremental) {
    addErrors(read, errors);
    const place = placeOf(read.merged.data, path);
    if (!isObject(place)) read.faults.push(`a part came for ${path.join('.')}, where nothing is`);
    else if (data) merge(place, data);
    else {
      read.failed.push(path);
      if (errors.length === 0) read.faults.push(`a part at ${path.join('.')} is null without an error`);
    }
  }
}

function readCurrent(
  read: Read,
  { pending = [], incremental = [], completed = [] }: Payload,
  open: Map<string, Path>,
): void {
  for (const { id, path } of pending) open.set(id, path);
  for (const { id = '', subPath = [], data, errors = [] } of incremental) {
    addErrors(read, errors);
    const path = [...(open.get(id) ?? ['?']), ...subPath];
    const place = placeOf(read.merged.data, path);
    if (!isObject(place)) read.faults.push(`a part came for ${path.join('.')}, where nothing is`);
    else
      for (const [name, value] of Object.entries(data ?? {})) {
        if (Object.hasOwn(place, name)) read.faults.push(`${[...path, name].join('.')} came twice`);
        place[name] = value;
      }
  }
  for (const { id, errors } of completed) {
    if (errors) {
      addErrors(read, errors);
      read.failed.push(open.get(id) ?? []);
      if (errors.length === 0) read.faults.push(`part ${id} failed without an error`);
    }
    if (!open.delete(id)) read.faults.push(`part ${id} was completed and not open`);
  }
}

function addErrors(read: Read, errors: readonly GraphQLFormattedError[]): void {
  if (errors.length > 0) Object.assign(read.merged, { errors: [...(read.merged.errors ?? []), ...errors] });
}

/** As Apollo's client merges: by key, and lists by index. */
function merge(into: Fields, from: Fields): void {
  for (const [name, value] of Object.entries(from)) {
    const present = into[name];
    if (isObject(present) && isObject(value)) merge(present, value);
    else into[name] = value;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function placeOf(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) value = isObject(value) ? value[step] : undefined;
  return value;
}
