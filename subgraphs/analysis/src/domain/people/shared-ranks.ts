import type { Language } from '@visiobook/schema';
import { COURTESY, SAME_TITLE, TITLES } from '../lexicon/titles.ts';
import { KIN } from './bearers-of-names.ts';
import type { Draft } from './draft-people.ts';

/** How far back a reader remembers who was named, in tokens: some eight pages. */
const REMEMBERED = 3000;
/** How much oftener than all others of the rank somebody must have been named there. */
const AHEAD = 3;

/**
 * "the Professor" where a book has several: each time it means whoever of them the pages before speak of, and stays a
 * person of its own only where they speak of two alike or of none. Changes the drafts' spans and counts.
 */
export function giveSharedRanks(drafts: readonly Draft[], language: Language): Draft[] {
  const emptied = new Set<Draft>();
  for (const draft of drafts) {
    const rank = rankAlone(draft, language);
    const bearers = rank ? drafts.filter((other) => other !== draft && bears(other, rank)) : [];
    if (bearers.length < 2) continue;
    const named = bearers.map(({ spans }) => spans.map(({ firstToken }) => firstToken).sort((a, b) => a - b));
    const left: Draft['spans'] = [];
    for (const span of draft.spans.toSorted((a, b) => a.firstToken - b.firstToken)) {
      const at = nearest(named, span.firstToken);
      if (at < 0) left.push(span);
      else {
        bearers[at]!.spans.push(span);
        bearers[at]!.mentionCount++;
        // Once it is plain who he is, the story may go on with "the Professor" alone.
        named[at]!.push(span.firstToken);
      }
    }
    draft.spans = left;
    draft.mentionCount = left.length;
    if (left.length === 0) emptied.add(draft);
  }
  return drafts.filter((draft) => !emptied.has(draft));
}

/** The rank that somebody is called by, and by no name beside it; null for others. */
function rankAlone({ name, titles, isDescribed }: Draft, language: Language): string | null {
  const rank = name.toLowerCase();
  if (isDescribed || titles.length > 0) return null;
  const isRank = TITLES[language].has(rank) && !COURTESY[language].has(rank) && !KIN.has(rank);
  return isRank ? sameRank(rank) : null;
}

function bears({ titleUses }: Draft, rank: string): boolean {
  return [...titleUses].some(([title, uses]) => uses >= 3 && sameRank(title) === rank);
}

function sameRank(title: string): string {
  return SAME_TITLE.get(title) ?? title;
}

/** Which of them was named by far most often on the pages before a token; -1 for none. */
function nearest(named: readonly (readonly number[])[], at: number): number {
  const counts = named.map((places) => between(places, at - REMEMBERED, at));
  const most = counts.indexOf(Math.max(...counts));
  const others = counts.reduce((sum, count, i) => (i === most ? sum : sum + count), 0);
  return counts[most]! > AHEAD * others ? most : -1;
}

function between(places: readonly number[], from: number, end: number): number {
  return places.filter((place) => place >= from && place < end).length;
}
