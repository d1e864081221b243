import { z } from 'zod';

/** The layout of manifests and binaries that this code reads. */
export const WEIGHTS_FORMAT = 1;

const Tensor = z.object({
  name: z.string().min(1),
  shape: z.array(z.number().int().positive()),
  dtype: z.literal('float32'),
  quantization: z
    .discriminatedUnion('dtype', [
      z.object({ dtype: z.literal('uint8'), scale: z.number().positive(), min: z.number() }),
      z.object({ dtype: z.literal('float16') }),
    ])
    .exactOptional(),
});
export type ManifestTensor = z.infer<typeof Tensor>;

const KeptFile = {
  file: z.string().regex(/^[\w.-]+$/),
  bytes: z.number().int().positive(),
  sha256: z.string().regex(/^[\da-f]{64}$/),
};

/** What a model's JSON file says about it: what it is, what it reads, and how its binary is laid out. */
export const ModelManifest = z.object({
  format: z.literal(WEIGHTS_FORMAT),
  name: z.string().min(1),
  version: z.string().min(1),
  task: z.string().min(1),
  languages: z.array(z.enum(['en', 'fr'])).min(1),
  /** The reader of text it was trained with; see the model's own code. */
  features: z.string().min(1),
  /** What the outputs mean, in their order. */
  outputs: z.array(z.string()).min(1),
  /** Of models that tell how something is mentioned: the kinds, in their order. */
  kinds: z.array(z.string()).exactOptional(),
  /** The word vectors that it was trained with, by the name of their weights. */
  lexis: z
    .string()
    .regex(/^[\w.-]+$/)
    .exactOptional(),
  /** The reader above whose encoder this model is a head, by the name of its weights. */
  above: z
    .string()
    .regex(/^[\w.-]+$/)
    .exactOptional(),
  /** The model to whose outputs this one adds its own, by the name of its weights, and how much of each is taken. */
  addsTo: z
    .string()
    .regex(/^[\w.-]+$/)
    .exactOptional(),
  shares: z.record(z.string(), z.object({ theirs: z.number(), own: z.number() })).exactOptional(),
  /** By name of an output: slope and shift that turn its logit into a calibrated one. */
  calibration: z.record(z.string(), z.object({ slope: z.number(), shift: z.number() })),
  /** By name of an output and language: the logit from which the label is given. */
  thresholds: z.record(z.string(), z.number()),
  weights: z.object({ ...KeptFile, tensors: z.array(Tensor).min(1) }),
  /** The words that rows of the tensors stand for. */
  vocabulary: z.object(KeptFile).exactOptional(),
  /** The hash of the manifest itself; see seal.ts. */
  seal: KeptFile.sha256.exactOptional(),
});
export type ModelManifest = z.infer<typeof ModelManifest>;

const BYTES = { float32: 4, float16: 2, uint8: 1 } as const;

/** How many bytes a binary with these tensors has. */
export function bytesOf(tensors: readonly ManifestTensor[]): number {
  return tensors.reduce(
    (sum, { shape, dtype, quantization }) =>
      sum + BYTES[quantization?.dtype ?? dtype] * shape.reduce((size, length) => size * length, 1),
    0,
  );
}
