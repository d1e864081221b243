import { z } from 'zod';
import { DEFAULT_MODELS } from './default-models.ts';
import type { ModelSettings } from './engine.ts';
import { BACKEND_CHOICES } from './runtime/model-runtime.ts';

const weights = z.string().regex(/^[\w.-]+$/);

/** The settings that choose models, for the service and for the scripts that run its engine. */
export const modelEnv = {
  MODEL_BACKEND: z.enum(BACKEND_CHOICES).default(DEFAULT_MODELS.backend),
  MODEL_EMOTION: weights.default(DEFAULT_MODELS.emotion),
  MODEL_SCENES: weights.default(DEFAULT_MODELS.scenes),
  MODEL_PEOPLE: weights.default(DEFAULT_MODELS.people),
  MODEL_READER: weights.default(DEFAULT_MODELS.reader),
  MODEL_WEIGHTS: z.string().min(1).optional(),
};
type ModelEnv = z.output<z.ZodObject<typeof modelEnv>>;

export function settingsFrom(env: ModelEnv): ModelSettings {
  return {
    backend: env.MODEL_BACKEND,
    emotion: env.MODEL_EMOTION,
    scenes: env.MODEL_SCENES,
    people: env.MODEL_PEOPLE,
    reader: env.MODEL_READER,
    ...(env.MODEL_WEIGHTS === undefined ? {} : { weights: env.MODEL_WEIGHTS }),
  };
}

/** What an environment chooses. @throws ZodError when it is none */
export function modelSettings(env: Readonly<Record<string, string | undefined>>): ModelSettings {
  return settingsFrom(z.object(modelEnv).parse(env));
}
