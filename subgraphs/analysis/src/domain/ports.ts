import type { Emotion, Language, PlaceKind, Season, Span, TimeOfDay, Weather } from '@visiobook/schema';
import type { AnalysedPlace, AnalysedPortrait, AnalysedSentence, SummarySentence } from './book-analysis.ts';
import type { BookText, ChapterText, Sentence } from './text/book-text.ts';
import type { Token } from './text/tokens.ts';

/** What a trained model may take over, stage by stage. Every stage is synchronous and pure. */
export interface AnalysisPorts {
  speech: SpeechFinder;
  /** Null without a trained tagger: the rules of the other stages look for names on their own. */
  entities: EntityTagger | null;
  people: EntityFinder;
  attribution: QuoteAttributor;
  scenes: SceneSegmenter;
  setting: SceneDescriber;
  emotion: EmotionScorer;
  summary: Summariser;
  titles: TitleWriter;
  prompts: PromptWriter;
}

/** A run of direct speech, marks not counted. Pieces of one utterance share `turn`. */
export interface SpeechSpan extends Span {
  paragraph: number;
  turn: number;
  /** Words that are named rather than spoken: ‘ORANGE MARMALADE’. They have no speaker. */
  isLabel: boolean;
}

export interface SpeechFinder {
  find(book: BookText): SpeechSpan[];
}

/** What a span may be, as LitBank and fr-litbank name it; TIME only in French. */
export const ENTITY_LABELS = ['PER', 'LOC', 'FAC', 'GPE', 'VEH', 'ORG', 'TIME'] as const;
export type EntityLabel = (typeof ENTITY_LABELS)[number];

/** Tokens that mean somebody or something: "the old captain of the *Sirius*", and "the *Sirius*" in it. */
export interface EntitySpan {
  /** Index of the first token in the whole text, and of the one behind the last. */
  firstToken: number;
  endToken: number;
  label: EntityLabel;
  kind: 'NAME' | 'NOUN' | 'PRONOUN';
  /** The chance that span and label are both right, 0 to 1. */
  score: number;
}

/** Tokens cut into sentences: a book is one, and so are the tokens of somebody else's annotation. */
export interface TokenisedText {
  language: Language;
  tokens: readonly Pick<Token, 'text'>[];
  sentences: readonly Pick<Sentence, 'firstToken' | 'endToken'>[];
}

export interface EntityTagger {
  /** Spans in reading order, the outer before those inside it; they nest and never cross. */
  tag(text: TokenisedText): EntitySpan[];
}

export interface CharacterDraft {
  name: string;
  /** How the name stands in a sentence, with its article if it has one: "the Hatter". */
  spoken: string;
  aliases: string[];
  kind: 'PERSON' | 'ANIMAL' | 'CREATURE';
  gender: 'FEMALE' | 'MALE' | 'UNKNOWN';
  age: 'CHILD' | 'YOUNG' | 'ADULT' | 'OLD' | 'UNKNOWN';
  isNarrator: boolean;
  traits: string[];
  looks: string[];
  /** Where each of them is said, in reading order. */
  portraits: AnalysedPortrait[];
  mentionCount: number;
  confidence: number;
}

/** A place in the text where a character is meant. */
export interface Mention extends Span {
  /** Index of the first token, and the one behind the last. */
  firstToken: number;
  endToken: number;
  character: number;
  kind: 'NAME' | 'NOUN' | 'PRONOUN' | 'NARRATOR';
  inSpeech: boolean;
  /** How sure it is that this character is meant, 0 to 1. */
  confidence: number;
}

export interface Cast {
  /** Most mentioned first. */
  characters: CharacterDraft[];
  /** In reading order. */
  mentions: Mention[];
  places: AnalysedPlace[];
}

export interface EntityFinder {
  find(book: BookText, speech: readonly SpeechSpan[], entities?: readonly EntitySpan[]): Cast;
}

export interface Attribution {
  speaker: number | null;
  confidence: number;
}

export interface QuoteAttributor {
  /** One attribution a span of speech, in the same order. */
  attribute(book: BookText, speech: readonly SpeechSpan[], cast: Cast): Attribution[];
}

/** A scene as paragraphs of the book, end exclusive. */
export interface SceneRange {
  firstParagraph: number;
  endParagraph: number;
  confidence: number;
}

export interface SceneSegmenter {
  segment(book: BookText, chapter: ChapterText, cast: Cast): SceneRange[];
}

export interface Setting {
  place: { name: string | null; kind: PlaceKind };
  timeOfDay: TimeOfDay;
  season: Season;
  weather: Weather;
  props: string[];
  /** 0 to 1: how much of the place was said in this scene rather than carried over. */
  confidence: number;
}

export interface SceneDescriber {
  /** One setting a scene, all of the book at once, so that a scene can inherit from the one before. */
  describe(
    book: BookText,
    scenes: readonly SceneRange[],
    cast: Cast,
    speech: readonly SpeechSpan[],
  ): Setting[];
}

export interface EmotionScorer {
  /** One emotion a scene, relative to the book's own mean. */
  score(book: BookText, scenes: readonly SceneRange[]): Emotion[];
}

/** A sentence that may be told, with what the summariser needs to know about it. */
export interface SceneStory {
  scene: SceneRange;
  cast: readonly number[];
  setting: Setting;
  /** How many scenes the book has: they share the time of one film. */
  scenes: number;
}

/** A sentence of a scene's summary, with what choosing among scenes goes by. */
export interface ToldSentence extends SummarySentence {
  /** How well it tells its scene, comparable between scenes. */
  weight: number;
  /** Who does or suffers something in it, by name. */
  named: readonly number[];
}

export interface Summariser {
  /** One to three sentences that tell a scene aloud, in its share of the film's time. */
  digest(context: StoryContext, story: SceneStory): AnalysedSentence[];
  /** One to three sentences that say what happens in a scene, however long the book is. */
  tell(context: StoryContext, story: SceneStory): ToldSentence[];
  /** Sentences, in order, that tell several scenes, spread over them: a chapter or a book. */
  summarise(
    context: StoryContext,
    scenes: readonly (readonly ToldSentence[])[],
    limit: number,
  ): SummarySentence[];
}

export interface StoryContext {
  book: BookText;
  people: Cast;
  speech: readonly SpeechSpan[];
  attributions: readonly Attribution[];
}

export interface TitleWriter {
  title(
    context: StoryContext,
    story: SceneStory,
    told: readonly ToldSentence[],
    taken: ReadonlySet<string>,
  ): string;
}

export interface PromptWriter {
  prompt(context: StoryContext, story: SceneStory, emotion: Emotion, told: readonly ToldSentence[]): string;
}
