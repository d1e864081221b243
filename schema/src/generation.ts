import { z } from 'zod';

/** The stages of a generation run, in order; ILLUSTRATE and NARRATE run side by side. */
export const StageName = z.enum(['INGEST', 'ANALYSE', 'ILLUSTRATE', 'NARRATE', 'ASSEMBLE', 'EXPORT']);
export type StageName = z.infer<typeof StageName>;

export const ExportFormat = z.enum(['MP4', 'WEBM', 'GIF', 'EPUB', 'SRT', 'VTT']);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const Aspect = z.enum(['LANDSCAPE', 'PORTRAIT', 'SQUARE']);
export type Aspect = z.infer<typeof Aspect>;

/** What a person chooses about a film; part of the key by which finished work is reused. */
export const GenerationSettings = z.object({
  /** DIGEST tells each scene in two or three sentences; FULL reads every word. */
  narration: z.enum(['DIGEST', 'FULL']).default('DIGEST'),
  aspect: Aspect.default('LANDSCAPE'),
  /** Pixels of the film's shorter side for LANDSCAPE and SQUARE, of its width for PORTRAIT. */
  height: z.union([z.literal(360), z.literal(480), z.literal(720), z.literal(1080)]).default(720),
  burnCaptions: z.boolean().default(true),
  /** Same seed, same pictures. */
  seed: z.int().min(0).max(2_147_483_647).default(1),
});
export type GenerationSettings = z.infer<typeof GenerationSettings>;
