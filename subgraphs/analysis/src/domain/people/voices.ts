import type { Mention } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import { tokenAtOrAfter } from '../text/token-search.ts';
import type { Draft } from './draft-people.ts';

const LONGEST_HEADING = 18;
const FEWEST_HEADINGS = 6;
/** "Clara Dale's Journal", "Letter from Tom to Clara", "Journal de Lucie", "Gaspard à Lucie". */
const DOCUMENT =
  /\b(?:journal|diary|letter|memorandum|telegram|phonograph|narrative|statement|deposition|(?:story|tale) (?:begun|continued|concluded|told|related)|(?:related|narrated|told) by|lettre|carnet|télégramme|récit|raconté par)(?!\p{L})/iu;

interface Voice {
  fromToken: number;
  draft: Draft;
}

/**
 * The voices of a book made of journals and letters: a short heading that names a document and its writer gives
 * them the word until the next one. Empty unless at least two people write most of what is told in the first person.
 */
export function findVoices(
  book: BookText,
  drafts: readonly Draft[],
  told: readonly Mention[],
): Map<Draft, Mention[]> {
  const voices = headings(book, drafts);
  if (voices.length < FEWEST_HEADINGS) return new Map();
  const shares = new Map<Draft, Mention[]>();
  let next = 0;
  let speaking: Draft | undefined;
  let unclaimed = 0;
  for (const mention of told) {
    while (next < voices.length && voices[next]!.fromToken <= mention.firstToken)
      speaking = voices[next++]!.draft;
    if (!speaking) unclaimed++;
    else shares.set(speaking, [...(shares.get(speaking) ?? []), mention]);
  }
  const many = [...shares.values()].filter(({ length }) => length >= told.length * 0.08).length;
  return many >= 2 && unclaimed < told.length * 0.15 ? shares : new Map();
}

function headings({ text, tokens, paragraphs, chapters }: BookText, drafts: readonly Draft[]): Voice[] {
  const bearers = new Map<number, Draft>();
  for (const draft of drafts) for (const { firstToken } of draft.spans) bearers.set(firstToken, draft);
  const voices: Voice[] = [];
  for (const { start, end, firstToken, endToken } of paragraphs) {
    if (endToken - firstToken > LONGEST_HEADING || !DOCUMENT.test(text.slice(start, end))) continue;
    const last = text.slice(start, end).replace(/[\s_*/)\].]+$/, '');
    if (/[!?,;:”"»]$/.test(last)) continue;
    for (let i = firstToken; i < endToken; i++) {
      const draft = bearers.get(i);
      if (!draft) continue;
      voices.push({ fromToken: firstToken, draft });
      break;
    }
  }
  for (const { title, start } of chapters) {
    if (!title || !DOCUMENT.test(title)) continue;
    const lower = title.toLowerCase();
    const draft = drafts.find(({ name, aliases }) =>
      [name, ...aliases].some((form) => form.length > 3 && lower.includes(form.toLowerCase())),
    );
    if (draft) voices.push({ fromToken: tokenAtOrAfter(tokens, start), draft });
  }
  return voices.sort((a, b) => a.fromToken - b.fromToken);
}
