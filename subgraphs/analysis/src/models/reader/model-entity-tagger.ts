import type { Language } from '@visiobook/schema';
import {
  ENTITY_LABELS,
  type EntityLabel,
  type EntitySpan,
  type EntityTagger,
  type TokenisedText,
} from '../../domain/ports.ts';
import type { EncodedVisitor, Encoder } from '../encoder/encode-tokens.ts';
import { type Computation, compute } from '../runtime/computation.ts';
import type { ModelManifest } from '../weights/model-manifest.ts';
import { WeightsRefused } from '../weights/read-weights.ts';
import { agreeOnNames } from './agree-on-names.ts';
import { annotatedWords } from './annotated-words.ts';
import { decodeSpans, type ScoredSpan } from './decode-spans.ts';
import type { Reader } from './reader.ts';
import type { SpanVisitor } from './span-scores.ts';

const KINDS: Readonly<Record<string, EntitySpan['kind']>> = { PROP: 'NAME', NOM: 'NOUN', PRON: 'PRONOUN' };
/** Labels that nobody annotated in a language: there, their scores mean nothing. */
const UNTAUGHT: Readonly<Record<Language, readonly EntityLabel[]>> = { en: ['TIME'], fr: [] };
/** The manifest's calibration of all scores together. */
const CALIBRATION = 'score';

interface Candidate extends ScoredSpan {
  kind: number;
  chance: number;
}

/** A tagger that can also be waited for, on backends that give their numbers later. */
export interface ModelTagger extends EntityTagger {
  /** What stands below it, and may stand below others. */
  encoder: Encoder;
  /**
   * The spans as they are found, each by its own sentence; `tag` has the mentions of a name agree. Other heads above the
   * encoder get what it encoded by `encoded`.
   */
  tagging(text: TokenisedText, encoded?: EncodedVisitor): Computation<EntitySpan[]>;
}

/**
 * Nested entities by a trained reader.
 *
 * @throws WeightsRefused when the reader gives labels or kinds that the port does not have.
 */
export function modelEntityTagger(reader: Reader): ModelTagger {
  const { labels, kinds, slope } = meaningOf(reader.manifest);
  const { thresholds } = reader.manifest;
  return {
    encoder: reader.encoder,
    tagging,
    tag: (text) => agreeOnNames(compute(tagging(text)), text.tokens),
  };

  function* tagging(
    { language, tokens, sentences }: TokenisedText,
    encoded?: EncodedVisitor,
  ): Computation<EntitySpan[]> {
    const allowed = labels.map((label) => !UNTAUGHT[language].includes(label));
    const lowest = labels.map((label) => thresholds[`${label}:${language}`] ?? 0);
    const found: Candidate[][] = sentences.map(() => []);
    const cut = sentences.map(({ firstToken, endToken }) =>
      annotatedWords(
        tokens.slice(firstToken, endToken).map(({ text }) => text),
        language,
      ),
    );
    const words = cut.map((sentence) => sentence.words);
    const visit: SpanVisitor = (sentence, first, last, scores, kindScores) => {
      const label = highest(scores, allowed, lowest);
      const score = scores[label]! - lowest[label]!;
      // No entity has the score 0.
      if (score <= 0) return;
      const chance = chanceOf(scores, allowed, lowest, label, slope);
      const kind = highest(kindScores);
      found[sentence]!.push({ first, end: last + 1, label, score, kind, chance });
    };
    yield* reader.read(words, language, visit, encoded);
    return sentences.flatMap(({ firstToken }, i) =>
      decodeSpans(found[i]!).map(({ first, end, label, kind, chance }) => ({
        firstToken: firstToken + cut[i]!.starts[first]!,
        endToken: firstToken + cut[i]!.starts[end]!,
        label: labels[label]!,
        kind: kinds[kind]!,
        score: chance,
      })),
    );
  }
}

function meaningOf({ name, version, outputs, kinds = [], calibration }: ModelManifest): {
  labels: EntityLabel[];
  kinds: EntitySpan['kind'][];
  slope: number;
} {
  const refuse = (what: string) =>
    new WeightsRefused(`Model ${name}-${version} tells ${what}, of which this version knows nothing.`);
  return {
    labels: outputs.map((output) => {
      const label = ENTITY_LABELS.find((known) => known === output);
      if (!label) throw refuse(output);
      return label;
    }),
    kinds: kinds.map((kind) => {
      if (!KINDS[kind]) throw refuse(kind);
      return KINDS[kind];
    }),
    slope: calibration[CALIBRATION]?.slope ?? 1,
  };
}

function highest(scores: Float32Array, allowed?: readonly boolean[], lowest?: readonly number[]): number {
  let best = allowed ? allowed.indexOf(true) : 0;
  const above = (i: number) => scores[i]! - (lowest?.[i] ?? 0);
  for (let i = best + 1; i < scores.length; i++)
    if (above(i) > above(best) && (!allowed || allowed[i])) best = i;
  return best;
}

/** The share of one label among all that are allowed, no entity among them. */
function chanceOf(
  scores: Float32Array,
  allowed: readonly boolean[],
  lowest: readonly number[],
  label: number,
  slope: number,
): number {
  let sum = 0;
  const cooled = (i: number) => (scores[i]! - lowest[i]!) * slope;
  const most = cooled(label);
  for (const [i, isAllowed] of allowed.entries()) if (isAllowed) sum += Math.exp(cooled(i) - most);
  return 1 / (sum + Math.exp(-most));
}
