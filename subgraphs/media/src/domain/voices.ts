import type { CastMember, Language } from '@visiobook/schema';
import { hash32 } from './seeded-random.ts';

/** What a voice may be guessed from. */
export type SpeakerProfile = Pick<CastMember, 'kind' | 'gender' | 'age'>;

/** A voice of the embedded synthesiser: its name, and pitch and liveliness from 0 to 99 where 50 is its own. */
export interface Voice {
  readonly name: string;
  readonly pitch: number;
  readonly range: number;
  /** Relative to the narration's rate. */
  readonly pace: number;
}

const LANGUAGE_VOICES: Record<Language, string> = { en: 'en-gb-x-rp', fr: 'fr' };
const FEMALE_VARIANTS = ['f2', 'f3', 'f4', 'f1', 'f5', 'Andrea', 'belinda', 'linda', 'steph'] as const;
const MALE_VARIANTS = [
  'm1',
  'm2',
  'm4',
  'm5',
  'm6',
  'm7',
  'm8',
  'Michael',
  'Gene',
  'adam',
  'benjamin',
  'quincy',
] as const;

/** A low, unhurried reader. No character gets this variant, so that the narrator always stands apart. */
export function narratorVoice(language: Language): Voice {
  return { name: `${LANGUAGE_VOICES[language]}+m3`, pitch: 40, range: 58, pace: 1 };
}

/** The same character has the same voice in every scene and every render, whatever else changes. */
export function characterVoice(id: string, language: Language, profile?: SpeakerProfile): Voice {
  const hash = hash32(`voice/${id}`);
  const female = profile?.gender === 'FEMALE' || (profile?.gender !== 'MALE' && (hash & 1) === 1);
  const variants: readonly string[] = female ? FEMALE_VARIANTS : MALE_VARIANTS;
  const variant = variants[(hash >>> 3) % variants.length]!;
  const spread = ((hash >>> 9) % 13) - 6;
  const young =
    profile?.age === 'CHILD' ? 16 : profile?.age === 'YOUNG' ? 6 : profile?.age === 'OLD' ? -8 : 0;
  const small = profile?.kind === 'ANIMAL' ? 10 : profile?.kind === 'CREATURE' ? -14 : 0;
  return {
    name: `${LANGUAGE_VOICES[language]}+${variant}`,
    pitch: Math.min(90, Math.max(14, 50 + spread + young + small)),
    range: 60 + ((hash >>> 14) % 18),
    pace: profile?.age === 'OLD' ? 0.92 : 0.98 + ((hash >>> 19) % 9) / 100,
  };
}
