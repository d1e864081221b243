import type { FastifyRequest } from 'fastify';
import { INCREMENTAL_FORMATS, type IncrementalFormat } from '../deferral/incremental-format.ts';

/** The first format for answers in parts that the client accepts; undefined where it wants its answer whole. */
export function acceptedParts({ headers }: Pick<FastifyRequest, 'headers'>): IncrementalFormat | undefined {
  for (const range of rangesOf(headers.accept)) {
    const [type, ...parameters] = range;
    if (type !== 'multipart/mixed' || parameters.some((each) => /^q=0(\.0*)?$/.test(each))) continue;
    const format = INCREMENTAL_FORMATS.find((each) => parameters.includes(each.parameter.toLowerCase()));
    if (format) return format;
  }
  return undefined;
}

/** Whether the client takes an answer that is no multipart at all. */
export function acceptsWhole({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return rangesOf(headers.accept).some(([type]) => type !== 'multipart/mixed');
}

function rangesOf(accept = '*/*'): string[][] {
  return accept
    .split(',')
    .map((range) => range.split(';').map((part) => part.trim().toLowerCase().replaceAll(/\s|"/g, '')));
}
