import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Announced, Batch, Delivered } from './delivery.ts';

type Fields = Record<string, unknown>;
type Format = (error: GraphQLError) => GraphQLFormattedError;

/** How the parts of an answer are written. */
export interface IncrementalFormat {
  /** As clients ask for it in `accept`, a parameter of `multipart/mixed`. */
  parameter: string;
  /** What the first part says beside its data. */
  first(announced: readonly Announced[], hasNext: boolean): Fields;
  next(batch: Batch, format: Format): Fields;
}

/** The RFC as it was on that day: what Apollo's router and clients speak by default. */
const DEFER_20220824: IncrementalFormat = {
  parameter: 'deferSpec=20220824',
  first: (_, hasNext) => ({ hasNext }),
  next: ({ delivered, hasNext }, format) => ({
    incremental: delivered.map(({ label, path, data, errors }) => ({
      ...(label === undefined ? {} : { label }),
      path,
      data,
      ...(errors.length > 0 ? { errors: errors.map(format) } : {}),
    })),
    hasNext,
  }),
};

/** The RFC since 2023, in which parts are announced, named by an id, and bring nothing twice. */
const INCREMENTAL_0_2: IncrementalFormat = {
  parameter: 'incrementalSpec=v0.2',
  first: (announced, hasNext) =>
    announced.length > 0 ? { pending: announced.map(pending), hasNext } : { hasNext },
  next: ({ delivered, announced, hasNext }, format) => {
    const incremental = delivered.flatMap((part) => incrementalOf(part, format));
    return {
      ...(announced.length > 0 ? { pending: announced.map(pending) } : {}),
      ...(incremental.length > 0 ? { incremental } : {}),
      completed: delivered.map(({ id, data, errors }) =>
        data === null ? { id, errors: errors.map(format) } : { id },
      ),
      hasNext,
    };
  },
};

export const INCREMENTAL_FORMATS: readonly IncrementalFormat[] = [DEFER_20220824, INCREMENTAL_0_2];

function pending({ id, path, label }: Announced): Fields {
  return { id, path, ...(label === undefined ? {} : { label }) };
}

function incrementalOf({ id, data, news, errors }: Delivered, format: Format): Fields[] {
  if (data === null) return [];
  return news.map(({ subPath, data: fresh }, index) => ({
    id,
    ...(subPath.length > 0 ? { subPath } : {}),
    data: fresh,
    ...(index === 0 && errors.length > 0 ? { errors: errors.map(format) } : {}),
  }));
}
