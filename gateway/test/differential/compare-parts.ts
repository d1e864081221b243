import { isDeepStrictEqual } from 'node:util';
import type { FormattedExecutionResult } from 'graphql';
import { differenceOf } from './compare-answers.ts';
import type { Read } from './read-parts.ts';

/**
 * What is wrong with an answer in parts beside the whole answer to the same operation and the one to its first part
 * alone. Where a part came to be null, its fields are missing, and a null that would have gone further up did not.
 */
export function differenceInParts(
  { first, merged, failed, faults }: Read,
  whole: FormattedExecutionResult,
  firstAlone: FormattedExecutionResult,
): string | undefined {
  if (faults[0]) return faults[0];
  if (!isBetween(first.data, firstAlone.data, whole.data)) return 'data of the first part';
  if (failed.length === 0) {
    const difference = differenceOf(merged, whole);
    if (!difference) return undefined;
    return isUpTo(merged.data, whole.data) ? `${difference}, though no part failed` : difference;
  }
  if (!isUpTo(merged.data, whole.data)) return 'data';
  return undefined;
}

/** What a subgraph is asked for a later part can make null what it is asked for the first one in the same request. */
function isBetween(given: unknown, alone: unknown, whole: unknown): boolean {
  if (given === null) return alone === null || whole === null;
  if (Array.isArray(given) && Array.isArray(alone))
    return (
      given.length === alone.length &&
      given.every((item, index) => isBetween(item, alone[index], Array.isArray(whole) ? whole[index] : null))
    );
  if (!isFields(given) || !isFields(alone)) return isDeepStrictEqual(given, alone);
  const names = Object.keys(given);
  return (
    names.length === Object.keys(alone).length &&
    names.every((name) => isBetween(given[name], alone[name], isFields(whole) ? whole[name] : null))
  );
}

/** The same as far as both go: fields may be missing, and what is null in the whole answer need not be. */
function isUpTo(given: unknown, whole: unknown): boolean {
  if (whole === null) return true;
  if (Array.isArray(given) && Array.isArray(whole))
    return given.length === whole.length && given.every((item, index) => isUpTo(item, whole[index]));
  if (!isFields(given) || !isFields(whole)) return isDeepStrictEqual(given, whole);
  return Object.keys(given).every((name) => Object.hasOwn(whole, name) && isUpTo(given[name], whole[name]));
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
