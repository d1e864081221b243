import type { EntityLabel, EntitySpan } from '../../ports.ts';
import type { BookText } from '../../text/book-text.ts';
import { findPhrases } from './find-phrases.ts';
import { findPronouns } from './find-pronouns.ts';
import type { ReferentSpan } from './referent.ts';
import { spanKind } from './span-kind.ts';

/** A name that the rules found, and what bears it. */
export interface KnownName {
  firstToken: number;
  endToken: number;
  label: EntityLabel;
}

/**
 * All spans that may mean somebody or something, in reading order, the outer before those inside it. Names and
 * descriptions come from a trained tagger where `tagged` has any; the rules know names and a noun behind its determiner.
 */
export function findReferents(
  book: BookText,
  names: readonly KnownName[],
  tagged: readonly EntitySpan[],
): ReferentSpan[] {
  const phrases: ReferentSpan[] =
    tagged.length > 0
      ? tagged.filter(({ kind }) => kind !== 'PRONOUN').map((span) => ofTagged(book, span))
      : findPhrases(book);
  const spans = new Map<string, ReferentSpan>();
  const add = (span: ReferentSpan) => spans.set(`${span.firstToken},${span.endToken}`, span);
  for (const phrase of phrases) add(phrase);
  const heads = new Set(phrases.map(({ firstToken, endToken }) => `${firstToken},${endToken}`));
  for (const { firstToken, endToken, label } of names)
    if (!heads.has(`${firstToken},${endToken}`)) add({ firstToken, endToken, label, kind: 'NAME' });
  for (const pronoun of findPronouns(book, [...spans.values()])) add(pronoun);
  // The tagger sees that "it" is the house, which no rule does.
  for (const { firstToken, endToken, kind } of tagged)
    if (kind === 'PRONOUN') add({ firstToken, endToken, kind, label: null });
  return uncrossed(
    [...spans.values()].sort((a, b) => a.firstToken - b.firstToken || b.endToken - a.endToken),
  );
}

function ofTagged(book: BookText, { firstToken, endToken, label }: EntitySpan): ReferentSpan {
  const kind = spanKind(book, firstToken, endToken);
  return { firstToken, endToken, label, kind: kind === 'PRONOUN' ? 'NOUN' : kind };
}

/** Spans may lie inside one another, but not overlap otherwise: then the earlier one stays. */
function uncrossed(spans: readonly ReferentSpan[]): ReferentSpan[] {
  const open: ReferentSpan[] = [];
  return spans.filter((span) => {
    while (open.length > 0 && open.at(-1)!.endToken <= span.firstToken) open.pop();
    if (open.some(({ endToken }) => endToken > span.firstToken && endToken < span.endToken)) return false;
    open.push(span);
    return true;
  });
}
