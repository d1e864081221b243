import { readFileSync } from 'node:fs';
import type { Language } from '@visiobook/schema';
import { bookOfPassage, type RowPassage } from '../../../../scripts/annotate/row-passages.ts';
import { describeReferents } from '../../src/domain/people/coreference/describe-referents.ts';
import type { Referent, ReferentSpan } from '../../src/domain/people/coreference/referent.ts';
import { spanKind } from '../../src/domain/people/coreference/span-kind.ts';
import { ENTITY_LABELS, type EntityLabel, type SpeechSpan } from '../../src/domain/ports.ts';
import { quoteFinder } from '../../src/domain/speech/quote-finder.ts';

/** A document whose spans are known, with the annotators' cluster of each. */
export interface CorefDocument {
  doc: string;
  passage: RowPassage;
  speech: SpeechSpan[];
  referents: Referent[];
  gold: string[];
  /** The row's own tokens of each span. */
  rowSpans: [number, number][];
}

type GoldSpan = { start: number; end: number; label: string | null; cluster: string };

/** LitBank: `mentions` rows say start, end, type, kind and cluster. */
export function readLitbank(file: string): CorefDocument[] {
  return rowsOf<{ doc: string; sentences: string[][]; mentions: [number, number, string, string, string][] }>(
    file,
  ).map(({ doc, sentences, mentions }) =>
    documentOf(
      doc,
      sentences,
      'en',
      mentions.map(([start, end, label, , cluster]) => ({ start, end, label, cluster })),
    ),
  );
}

/** fr-litbank: clusters in one file, the types of their spans in another, sentence by sentence. */
export function readFrLitbank(corefFile: string, nerFile: string): CorefDocument[] {
  const labels = new Map<string, [number, number, string][]>();
  for (const { tokens, entities } of rowsOf<{ tokens: string[]; entities: [number, number, string][] }>(
    nerFile,
  ))
    labels.set(tokens.join(' '), entities);
  return rowsOf<{ doc: string; sentences: string[][]; clusters: [number, number][][] }>(corefFile).map(
    ({ doc, sentences, clusters }) => {
      const known = new Map<string, string>();
      let offset = 0;
      for (const tokens of sentences) {
        for (const [start, end, label] of labels.get(tokens.join(' ')) ?? [])
          known.set(`${start + offset},${end + offset}`, label.replace(/^[A-Z]+_/, ''));
        offset += tokens.length;
      }
      const spans = clusters.flatMap((cluster, i) =>
        cluster.map(([start, end]) => ({
          start,
          end,
          label: known.get(`${start},${end}`) ?? null,
          cluster: `${i}`,
        })),
      );
      return documentOf(doc, sentences, 'fr', spans);
    },
  );
}

function documentOf(
  doc: string,
  sentences: string[][],
  language: Language,
  spans: readonly GoldSpan[],
): CorefDocument {
  const passage = bookOfPassage(doc, sentences, language);
  const { book } = passage;
  const speech = quoteFinder.find(book);
  const seen = new Set<string>();
  const found: { span: ReferentSpan; gold: string; row: [number, number] }[] = [];
  for (const { start, end, label, cluster } of spans) {
    const own = passage.ownTokensOf(start, end);
    if (!own || seen.has(own.join())) continue;
    seen.add(own.join());
    const [firstToken, endToken] = own;
    const kind = spanKind(book, firstToken, endToken);
    found.push({
      span: {
        firstToken,
        endToken,
        kind,
        label:
          kind === 'PRONOUN'
            ? null
            : ((ENTITY_LABELS.find((one) => one === label) ?? null) as EntityLabel | null),
      },
      gold: cluster,
      row: [start, end],
    });
  }
  found.sort((a, b) => a.span.firstToken - b.span.firstToken || b.span.endToken - a.span.endToken);
  return {
    doc,
    passage,
    speech,
    referents: describeReferents(
      book,
      speech,
      found.map(({ span }) => span),
    ),
    gold: found.map(({ gold }) => gold),
    rowSpans: found.map(({ row }) => row),
  };
}

function rowsOf<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}
