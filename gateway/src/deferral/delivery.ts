import type { GraphQLError } from 'graphql';

export type Path = readonly (string | number)[];

/** A part that will come, for one object that its fragment stands on. */
export interface Announced {
  id: string;
  path: Path;
  label: string | undefined;
}

/** A part that has come. */
export interface Delivered extends Announced {
  /** All that the fragment selects; null where a null went up to it. */
  data: Record<string, unknown> | null;
  /** What of it had not come before, by where it stands below the path. */
  news: readonly { subPath: Path; data: Record<string, unknown> }[];
  errors: readonly GraphQLError[];
}

/** What is delivered at one time. */
export interface Batch {
  delivered: readonly Delivered[];
  /** Parts inside those that have come. */
  announced: readonly Announced[];
  hasNext: boolean;
}

/** What comes after the first part of an answer. */
export interface LaterParts {
  announced: readonly Announced[];
  batches: AsyncGenerator<Batch, void, void>;
}

/**
 * Given where a client takes its answer in parts; who runs the operation says whether there are any. The data of the
 * first result grows by what comes later.
 */
export interface Delivery {
  later?: LaterParts;
  /** Called by who sends the parts after the last one, or when nobody takes them any more. */
  atEnd: ((hadErrors: boolean) => void)[];
}

/** Calls back when an answer is complete, with whether later parts had errors: at once for one that comes as a whole. */
export function whenComplete(delivery: Delivery | undefined, callback: (hadErrors: boolean) => void): void {
  if (delivery?.later) delivery.atEnd.push(callback);
  else callback(false);
}
