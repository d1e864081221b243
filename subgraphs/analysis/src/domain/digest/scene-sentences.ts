import type { AnalysedSentence } from '../book-analysis.ts';
import type { Attribution, SceneRange, StoryContext } from '../ports.ts';
import type { Sentence } from '../text/book-text.ts';

export interface SceneSentence {
  sentence: Sentence;
  told: AnalysedSentence;
  /** Share of the sentence that is direct speech. */
  spokenShare: number;
  /** How sure it is who speaks in it. */
  certainty: number;
}

const KNOWN = new WeakMap<StoryContext, WeakMap<SceneRange, readonly SceneSentence[]>>();

/** Every sentence of a scene, with its speaker where most of it is spoken; read once for all that tell the scene. */
export function sceneSentences(context: StoryContext, scene: SceneRange): readonly SceneSentence[] {
  const scenes = KNOWN.get(context) ?? new WeakMap<SceneRange, readonly SceneSentence[]>();
  KNOWN.set(context, scenes);
  const sentences = scenes.get(scene) ?? readSentences(context, scene);
  scenes.set(scene, sentences);
  return sentences;
}

function readSentences({ book, speech, attributions }: StoryContext, scene: SceneRange): SceneSentence[] {
  const first = book.paragraphs[scene.firstParagraph]!.firstSentence;
  const end = book.paragraphs[scene.endParagraph - 1]!.endSentence;
  const result: SceneSentence[] = [];
  let next = firstBehind(speech, book.sentences[first]?.start ?? 0);
  for (let i = first; i < end; i++) {
    const sentence = book.sentences[i]!;
    while (next < speech.length && speech[next]!.end <= sentence.start) next++;
    let spoken = 0;
    let longest = 0;
    let said: Attribution = { speaker: null, confidence: 0 };
    for (let s = next; s < speech.length && speech[s]!.start < sentence.end; s++) {
      if (speech[s]!.isLabel) continue;
      const length = Math.min(speech[s]!.end, sentence.end) - Math.max(speech[s]!.start, sentence.start);
      spoken += length;
      if (length > longest) {
        longest = length;
        said = attributions[s] ?? said;
      }
    }
    const spokenShare = spoken / Math.max(1, sentence.end - sentence.start);
    const text = book.text.slice(sentence.start, sentence.end).replace(/\s+/g, ' ');
    result.push({
      sentence,
      told: {
        text,
        span: { start: sentence.start, end: sentence.end },
        speaker: spokenShare >= 0.6 ? said.speaker : null,
      },
      spokenShare,
      certainty: said.confidence,
    });
  }
  return result;
}

export function firstBehind(speech: StoryContext['speech'], offset: number): number {
  let low = 0;
  let high = speech.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (speech[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
