import { readFile } from 'node:fs/promises';
import type { Language } from '@visiobook/schema';
import { z } from 'zod';
import { WEIGHTS_FORMAT } from '../weights/model-manifest.ts';
import { WeightsRefused } from '../weights/read-weights.ts';

const Share = z.object({ reader: z.number(), bag: z.number() });

/** How what the reader and the bag of words say of a sentence becomes one: `<id>.json`, without weights of its own. */
const MoodMixture = z.object({
  format: z.literal(WEIGHTS_FORMAT),
  name: z.string().min(1),
  version: z.string().min(1),
  task: z.string().min(1),
  /** The weights whose outputs are mixed, by their names. */
  reader: z.string().regex(/^[\w.-]+$/),
  bag: z.string().regex(/^[\w.-]+$/),
  /** What the outputs of both mean, in their order. */
  outputs: z.array(z.string()).min(1),
  /** What the outputs of each count, by set of labels and language: `go:en`. */
  shares: z.record(z.string(), Share),
  /** As in the manifests of weights, of the mixture. */
  calibration: z.record(z.string(), z.object({ slope: z.number(), shift: z.number() })),
  thresholds: z.record(z.string(), z.number()),
});
export type MoodMixture = z.infer<typeof MoodMixture>;

/**
 * What `id` names, where it is a mixture; null where it is a model with weights of its own.
 *
 * @throws WeightsRefused when there is no such file, or it is neither
 */
export async function readMixture(folder: URL, id: string): Promise<MoodMixture | null> {
  const file = `${id}.json`;
  const text = await readFile(new URL(file, folder), 'utf8').catch((cause: unknown) => {
    throw new WeightsRefused(`The weights of model ${id} are missing: ${file} cannot be read.`, { cause });
  });
  const value = jsonOf(text);
  if (typeof value === 'object' && value && 'weights' in value) return null;
  const parsed = MoodMixture.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new WeightsRefused(`The mixture ${id} is wrong: ${issue?.path.join('.')}: ${issue?.message}.`);
  }
  return parsed.data;
}

/** Mixes the outputs of two models, a row a sentence. @throws WeightsRefused when the rows are not of the mixture's outputs */
export function moodMixer(
  { name, version, outputs, shares }: MoodMixture,
  language: Language,
): (reader: ArrayLike<number>, bag: ArrayLike<number>) => Float32Array {
  const share = outputs.map((output) => {
    const found = shares[`${output.slice(0, output.indexOf(':'))}:${language}`];
    if (!found) throw new WeightsRefused(`The mixture ${name}-${version} does not say how to mix ${output}.`);
    return found;
  });
  return (reader, bag) => {
    if (reader.length !== outputs.length || bag.length !== outputs.length)
      throw new WeightsRefused(
        `The mixture ${name}-${version} is of ${outputs.length} outputs; the reader gives ${reader.length}, the bag of words ${bag.length}.`,
      );
    return Float32Array.from(share, (of, i) => of.reader * reader[i]! + of.bag * bag[i]!);
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
