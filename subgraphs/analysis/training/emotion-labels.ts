import type { EmotionLabel } from '@visiobook/schema';

/** GoEmotions' 28 labels, in alphabetical order. */
export const GO_LABELS = [
  'admiration',
  'amusement',
  'anger',
  'annoyance',
  'approval',
  'caring',
  'confusion',
  'curiosity',
  'desire',
  'disappointment',
  'disapproval',
  'disgust',
  'embarrassment',
  'excitement',
  'fear',
  'gratitude',
  'grief',
  'joy',
  'love',
  'nervousness',
  'neutral',
  'optimism',
  'pride',
  'realization',
  'relief',
  'remorse',
  'sadness',
  'surprise',
] as const;

/** XED's labels; its French part has no neutral sentences. */
export const XED_LABELS = [
  'anger',
  'anticipation',
  'disgust',
  'fear',
  'joy',
  'sadness',
  'surprise',
  'trust',
  'neutral',
] as const;

export const MOODS = [
  'JOY',
  'TENDERNESS',
  'SADNESS',
  'FEAR',
  'ANGER',
  'DISGUST',
  'SURPRISE',
  'ANTICIPATION',
  'NEUTRAL',
] as const satisfies readonly EmotionLabel[];

/**
 * What the labels of the corpora say about a scene's mood. Labels that say nothing clear ("approval", "confusion", XED's
 * "trust") are left out, and the sentence then counts for no mood.
 */
export const MOOD_OF: Readonly<Record<string, EmotionLabel>> = {
  admiration: 'TENDERNESS',
  amusement: 'JOY',
  anger: 'ANGER',
  annoyance: 'ANGER',
  anticipation: 'ANTICIPATION',
  caring: 'TENDERNESS',
  desire: 'ANTICIPATION',
  disappointment: 'SADNESS',
  disgust: 'DISGUST',
  excitement: 'JOY',
  fear: 'FEAR',
  gratitude: 'TENDERNESS',
  grief: 'SADNESS',
  joy: 'JOY',
  love: 'TENDERNESS',
  nervousness: 'FEAR',
  neutral: 'NEUTRAL',
  optimism: 'ANTICIPATION',
  pride: 'JOY',
  relief: 'JOY',
  remorse: 'SADNESS',
  sadness: 'SADNESS',
  surprise: 'SURPRISE',
};

/** EmoLit's own words for moods that the other corpora lack; only for measuring. */
export const EMOLIT_MOOD_OF: Readonly<Record<string, EmotionLabel>> = {
  ...MOOD_OF,
  despair: 'SADNESS',
  frustration: 'ANGER',
  guilt: 'SADNESS',
  pain: 'SADNESS',
};
