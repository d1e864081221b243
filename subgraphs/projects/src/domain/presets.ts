import { type ExportFormat, GenerationSettings } from '@visiobook/schema';

/** Named settings for a run. */
export interface Preset {
  id: string;
  name: string;
  description: string;
  settings: GenerationSettings;
  formats: ExportFormat[];
}

/** The usual choice first. */
export const PRESETS: readonly Preset[] = [
  {
    id: 'standard',
    name: 'Standard',
    description: 'A film of five to ten minutes in 720p that tells each scene in two or three sentences.',
    settings: GenerationSettings.parse({}),
    formats: ['MP4'],
  },
  {
    id: 'quick',
    name: 'Quick',
    description: 'The standard film in 360p: the fastest way to see the whole book.',
    settings: GenerationSettings.parse({ height: 360 }),
    formats: ['MP4'],
  },
  {
    id: 'full-reading',
    name: 'Full reading',
    description:
      'Every word of the book read aloud over its pictures, in 720p. A novel takes hours to watch.',
    settings: GenerationSettings.parse({ narration: 'FULL' }),
    formats: ['MP4'],
  },
  {
    id: 'portrait',
    name: 'Portrait',
    description: 'The standard film upright, for phones.',
    settings: GenerationSettings.parse({ aspect: 'PORTRAIT' }),
    formats: ['MP4'],
  },
];

export const DEFAULT_PRESET = 'standard';
