import type { Language } from '@visiobook/schema';
import type { BookText } from '../text/book-text.ts';
import { characterConfidence } from './character-confidence.ts';
import {
  type Description,
  findDescriptions,
  isCommonNoun,
  isOneCharacter,
  someUses,
} from './descriptions.ts';
import type { Draft } from './draft-people.ts';
import { compatible, nounGender } from './form-gender.ts';

/** Gives "the captain" to the one captain there is, or makes a character of him. */
export function addDescriptions(book: BookText, drafts: Draft[], inSpeech: Uint8Array): void {
  const introduced = new Map(drafts.map((draft) => [draft, firstTokenOf(draft)]));
  const named = namedAt(drafts);
  for (const found of findDescriptions(book, inSpeech)) {
    const apposed = besideNames(named, found, book.language);
    if (apposed && apposed.count >= (found.isOrigin ? BESIDE : SURE)) {
      addSpans(apposed.draft, found.display, found.spans);
      continue;
    }
    const owner = ownerOf(found, drafts);
    if (owner === null) continue;
    if (!owner) {
      addDescribed(book, drafts, found, apposed?.draft);
      continue;
    }
    // Whoever is called so long before the one who bears the title is named is somebody else.
    const from = found.kin ? 0 : introduced.get(owner)! - UNNAMED;
    addSpans(
      owner,
      found.display,
      found.spans.filter(({ firstToken }) => firstToken >= from),
    );
    addDescribed(
      book,
      drafts,
      someUses(found, ({ firstToken }) => firstToken < from),
    );
  }
}

/** Tokens that a story may call somebody by a title before it says the name. */
const UNNAMED = 1500;

function firstTokenOf({ spans }: Draft): number {
  return spans.reduce((first, { firstToken }) => Math.min(first, firstToken), Number.POSITIVE_INFINITY);
}

/** The one bearer of a title; null where several share it, undefined where nobody has it. */
function ownerOf({ head, kin }: Description, drafts: readonly Draft[]): Draft | null | undefined {
  const uses = (draft: Draft) =>
    draft.heads.includes(head) && draft.spoken !== draft.name
      ? draft.mentionCount
      : (draft.titleUses.get(kin ?? head) ?? 0);
  const titled = isCommonNoun(head)
    ? []
    : drafts.filter((draft) => uses(draft) > 0).sort((a, b) => uses(b) - uses(a));
  const [owner, rival] = titled;
  // The one who tells the story calls nobody else so.
  if (!owner || kin) return owner;
  if (rival && uses(owner) <= 2 * uses(rival)) return null;
  // A title said once or twice of someone does not make every use of the word theirs.
  return uses(owner) >= 0.15 * owner.mentionCount || (!rival && uses(owner) >= 2) ? owner : null;
}

function addDescribed(
  book: BookText,
  drafts: Draft[],
  description: Description,
  maybe: Draft | null = null,
): void {
  const { head, display, spans } = description;
  if (!isOneCharacter(description, book.words)) return;
  drafts.push({
    name: display[0]!.toUpperCase() + display.slice(1),
    aliases: [],
    heads: head.split(' ').concat(head),
    spoken: display,
    titleUses: new Map(),
    titles: [],
    gender: 'UNKNOWN',
    spans,
    confidence: characterConfidence({ names: spans.length, isDescribed: true, liveliness: 1 }, book.words),
    mentionCount: spans.length,
    isNarrator: false,
    isDescribed: true,
    maybe,
    narration: spans.length,
    addressed: 0,
  });
}

/** What a name right beside a description says of whose it is; behind a comma it says less. */
const BESIDE = 2;
const APPOSED = 1;
/** So much says it without further evidence. */
const SURE = 4;

/** Who is named at each token. */
function namedAt(drafts: readonly Draft[]): ReadonlyMap<number, Draft> {
  const named = new Map<number, Draft>();
  for (const draft of drafts)
    for (const { firstToken, endToken } of draft.spans)
      for (let i = firstToken; i < endToken; i++) named.set(i, draft);
  return named;
}

/** The one whose name stands beside a description, with nobody else's half as often. */
function besideNames(
  named: ReadonlyMap<number, Draft>,
  { head, display, beside, apposed }: Description,
  language: Language,
): { draft: Draft; count: number } | null {
  const noun = head.split(' ').at(-1)!;
  if (isCommonNoun(noun)) return null;
  const gender = nounGender(noun, display, language);
  const counts = new Map<Draft, number>();
  for (const [tokens, weight] of [
    [beside, BESIDE],
    [apposed, APPOSED],
  ] as const)
    for (const token of tokens) {
      const draft = named.get(token);
      if (draft && compatible(draft.gender, gender)) counts.set(draft, (counts.get(draft) ?? 0) + weight);
    }
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  return first && first[1] > 2 * (second?.[1] ?? 0) ? { draft: first[0], count: first[1] } : null;
}

function addSpans(owner: Draft, display: string, spans: Draft['spans']): void {
  owner.spans.push(...spans);
  owner.mentionCount += spans.length;
  const known = [owner.name, ...owner.aliases].some((alias) =>
    display.toLowerCase().endsWith(alias.toLowerCase()),
  );
  if (!known) owner.aliases.push(display);
}
