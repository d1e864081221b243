import type { Language } from '@visiobook/schema';
import { z } from 'zod';
import type { EntitySpan, EntityTagger } from '../../subgraphs/analysis/src/domain/ports.ts';
import { readBook } from '../../subgraphs/analysis/src/domain/text/book-text.ts';
import { loadEngine } from '../../subgraphs/analysis/src/models/engine.ts';
import { modelSettings } from '../../subgraphs/analysis/src/models/settings.ts';
import { annotateEntities } from './entities.ts';
import { TokensRow } from './row-tokens.ts';
import { plainDocument } from './rows.ts';

export const SentenceRow = z.object({ tokens: z.array(z.string()) });
/** Documents come as tokens, with entities counted in them, or as text, with entities counted in characters. */
export const DocumentRow = z.union([TokensRow, z.object({ doc: z.string(), text: z.string() })]);

type Entity = [start: number, end: number, label: string];

/** The tagger of the service; null where it cannot run, and the reason is said. */
export async function entityTagger(): Promise<EntityTagger | null> {
  const { ports, info } = await loadEngine({
    ...modelSettings(process.env),
    ...{ emotion: 'lexicon', scenes: 'rules' },
  });
  for (const problem of info.problems) console.error(problem);
  return ports.entities ?? null;
}

/** Nested entities without pronouns: by the trained tagger, or by the rules where it cannot run. */
export async function documentAnnotator() {
  const tagger = await entityTagger();
  return (row: z.infer<typeof DocumentRow>, language: Language) => {
    if ('sentences' in row)
      return tagger
        ? { doc: row.doc, entities: taggedTokens(tagger, row.sentences, language) }
        : annotateEntities(row, language);
    if (!tagger) throw new Error('Entities in plain text need the trained tagger.');
    const book = readBook(plainDocument(language, row.doc, row.text));
    const entities = tagger
      .tag(book)
      .filter(isNoPronoun)
      .map(
        ({ firstToken, endToken, label }): Entity => [
          book.tokens[firstToken]!.start,
          book.tokens[endToken - 1]!.end,
          label,
        ],
      );
    return { doc: row.doc, entities };
  };
}

function taggedTokens(
  tagger: EntityTagger,
  rows: readonly (readonly string[])[],
  language: Language,
): Entity[] {
  return tagger
    .tag(textOf(rows, language))
    .filter(isNoPronoun)
    .map(({ firstToken, endToken, label }) => [firstToken, endToken, label]);
}

const MENTIONS = { NAME: 'PROP', NOUN: 'NOM', PRONOUN: 'PRON' } as const;

/** Entities of sentences that stand alone, pronouns included, with labels like PROP_PER. */
export function annotateSentences(
  tagger: EntityTagger,
  rows: readonly z.infer<typeof SentenceRow>[],
  language: Language,
): { entities: Entity[] }[] {
  const text = textOf(
    rows.map(({ tokens }) => tokens),
    language,
  );
  const found = rows.map((row) => ({ ...row, entities: [] as Entity[] }));
  let at = 0;
  for (const { firstToken, endToken, label, kind } of tagger.tag(text)) {
    while (firstToken >= text.sentences[at]!.endToken) at++;
    const start = text.sentences[at]!.firstToken;
    found[at]!.entities.push([firstToken - start, endToken - start, `${MENTIONS[kind]}_${label}`]);
  }
  return found;
}

function textOf(rows: readonly (readonly string[])[], language: Language) {
  const sentences: { firstToken: number; endToken: number }[] = [];
  for (const { length } of rows) {
    const firstToken = sentences.at(-1)?.endToken ?? 0;
    sentences.push({ firstToken, endToken: firstToken + length });
  }
  return { language, tokens: rows.flat().map((text) => ({ text })), sentences };
}

function isNoPronoun({ kind }: EntitySpan): boolean {
  return kind !== 'PRONOUN';
}
