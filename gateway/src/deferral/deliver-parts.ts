import type { GraphQLError } from 'graphql';
import type { Shaped } from '../execution/shape-result.ts';
import type { Selecting } from '../planning/need.ts';
import { addPart } from './add-part.ts';
import type { Announced, Batch, Delivered, LaterParts } from './delivery.ts';
import { findStandings, type Standing } from './find-standings.ts';
import type { Part, SplitOperation } from './split-operation.ts';

export interface DeliverPartsOptions {
  split: SplitOperation;
  selecting: Selecting;
  /** Settles when all is there that a part waits for. */
  ready(part: Part): Promise<void>;
  shape(standing: Standing): Shaped;
  /** Where the parts directly inside the first one stand. */
  standings: readonly Standing[];
  /** Errors that the client has been told. */
  told: readonly GraphQLError[];
}

/** A part is delivered when it is ready and what it stands in has been; those that are ready together come together. */
export function deliverParts(options: DeliverPartsOptions): LaterParts {
  const { split, selecting, shape } = options;
  const told = new Set(options.told.map(keyOf));
  const open = new Map<Part, (Standing & Announced)[]>();
  const waits = new Map<Part, Promise<Part>>();
  const isReady = new Set<Part>();
  let count = 0;

  const announce = (standings: readonly Standing[]): Announced[] =>
    standings.map((standing) => {
      const { part, path } = standing;
      const announced = { id: String(count++), path, label: part.label };
      const siblings = open.get(part);
      if (siblings) siblings.push({ ...standing, ...announced });
      else open.set(part, [{ ...standing, ...announced }]);
      if (!waits.has(part)) {
        const wait = options.ready(part).then(() => {
          isReady.add(part);
          return part;
        });
        // One that nobody comes to wait for any more must not end the process.
        wait.catch(() => undefined);
        waits.set(part, wait);
      }
      return announced;
    });

  const deliver = (standing: Standing & Announced): { delivered: Delivered; inside: Standing[] } => {
    const { id, path, label, part } = standing;
    const shaped = shape(standing);
    const news = shaped.data && addPart(standing.data, shaped.data);
    const data = news ? shaped.data : null;
    // What another part has told is not told again, unless this one is null for it.
    const errors = data ? shaped.errors.filter((error) => !told.has(keyOf(error))) : shaped.errors;
    for (const error of errors) told.add(keyOf(error));
    const inside = data ? findStandings(split, selecting, part.all.selectionSet, standing) : [];
    return { delivered: { id, path, label, data, news: news ?? [], errors }, inside };
  };

  async function* batches(): AsyncGenerator<Batch, void, void> {
    while (open.size > 0) {
      await Promise.race(Array.from(open.keys(), (part) => waits.get(part)!));
      const delivered: Delivered[] = [];
      const announced: Announced[] = [];
      for (let part = nextOf(open, isReady); part; part = nextOf(open, isReady)) {
        const standings = open.get(part)!;
        open.delete(part);
        for (const standing of standings) {
          const { delivered: one, inside } = deliver(standing);
          delivered.push(one);
          announced.push(...announce(inside));
        }
      }
      yield { delivered, announced, hasNext: open.size > 0 };
    }
  }

  return { announced: announce(options.standings), batches: batches() };
}

function nextOf(open: ReadonlyMap<Part, unknown>, isReady: ReadonlySet<Part>): Part | undefined {
  return [...open.keys()].filter((part) => isReady.has(part)).sort((a, b) => a.id - b.id)[0];
}

function keyOf({ path, message }: GraphQLError): string {
  return JSON.stringify([path, message]);
}
