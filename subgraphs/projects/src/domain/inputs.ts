import { ExportFormat, GenerationSettings, Language } from '@visiobook/schema';
import { z } from 'zod';
import { DEFAULT_PRESET, PRESETS } from './presets.ts';

const id = z.uuid('An id of this platform is a UUID.');
const title = z
  .string()
  .trim()
  .min(1, 'A project has a title.')
  .max(200, 'A title has at most 200 characters.');
const description = z.string().trim().max(5000, 'A description has at most 5,000 characters.');
const language = z.enum(Language.options, 'The languages are en and fr.');

/** GraphQL says null where a person left something out. */
const absent = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => value ?? undefined, schema.optional());

export const CreateProjectInput = z.object({
  title,
  description: absent(description),
  language: absent(language),
});

export const UpdateProjectInput = z.object({
  id,
  version: z.int().positive(),
  title: absent(title),
  description: absent(description),
  /** Null takes the language back. */
  language: language.nullable().optional(),
});

export const ProjectIdInput = z.object({ id });
export const RunIdInput = z.object({ runId: id });
export const AttachFileInput = z.object({ projectId: id, fileId: id });

export const ProjectFilterInput = z.object({
  status: absent(z.enum(['DRAFT', 'READY', 'GENERATING', 'COMPLETED', 'FAILED'])),
  text: absent(z.string().trim().min(1).max(200)),
});

/** What a run is to make: a preset, with what the person wants differently. */
export const StartGenerationInput = z
  .object({
    projectId: id,
    presetId: absent(
      z.enum(
        PRESETS.map((preset) => preset.id),
        `The presets are ${PRESETS.map((preset) => preset.id).join(', ')}.`,
      ),
    ),
    settings: absent(z.record(z.string(), z.unknown())),
    formats: absent(
      z.array(ExportFormat).min(1, 'Name at least one format.').max(ExportFormat.options.length),
    ),
  })
  .transform(({ projectId, presetId = DEFAULT_PRESET, settings, formats }, context) => {
    const preset = PRESETS.find((candidate) => candidate.id === presetId)!;
    const chosen = Object.entries(settings ?? {}).filter(([, value]) => value != null);
    const parsed = GenerationSettings.safeParse({ ...preset.settings, ...Object.fromEntries(chosen) });
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues)
        context.addIssue({ code: 'custom', path: ['settings', ...path], message });
      return z.NEVER;
    }
    return {
      projectId,
      presetId,
      settings: parsed.data,
      formats: [...new Set(formats ?? preset.formats)],
    };
  });
