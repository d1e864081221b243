import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { bytesOf, ModelManifest, WEIGHTS_FORMAT } from './model-manifest.ts';
import { sealOf } from './seal.ts';

export interface ModelFile {
  manifest: ModelManifest;
  binary: ArrayBuffer;
  /** The words of models that have a row a word. */
  vocabulary?: string;
}

/** A model's files are missing, damaged, or not of a version that this code reads. */
export class WeightsRefused extends Error {
  override readonly name = 'WeightsRefused';
}

/**
 * Reads `<id>.json` and the files it names, and checks every byte of them.
 *
 * @throws WeightsRefused
 */
export async function readWeights(folder: URL, id: string): Promise<ModelFile> {
  const manifest = parseManifest(id, (await read(folder, `${id}.json`, id)).toString('utf8'));
  const { weights, vocabulary } = manifest;
  const content = await readChecked(folder, weights, id);
  if (bytesOf(weights.tensors) !== weights.bytes)
    throw new WeightsRefused(
      `The manifest of model ${id} is wrong: the tensors of ${id}.json take ${bytesOf(weights.tensors)} bytes, and ${weights.file} has ${weights.bytes}.`,
    );
  // A copy of its own: small files lie in a buffer that Node shares among them.
  const binary = new Uint8Array(content).buffer;
  if (!vocabulary) return { manifest, binary };
  return { manifest, binary, vocabulary: (await readChecked(folder, vocabulary, id)).toString('utf8') };
}

async function readChecked(folder: URL, { file, bytes, sha256 }: KeptFile, id: string): Promise<Buffer> {
  const content = await read(folder, file, id);
  if (content.byteLength !== bytes)
    throw new WeightsRefused(
      `The weights of model ${id} are damaged: ${file} has ${content.byteLength} bytes, not ${bytes}.`,
    );
  const found = createHash('sha256').update(content).digest('hex');
  if (found !== sha256)
    throw new WeightsRefused(
      `The weights of model ${id} are damaged: the SHA-256 of ${file} is ${found}, not ${sha256}.`,
    );
  return content;
}

type KeptFile = Pick<ModelManifest['weights'], 'file' | 'bytes' | 'sha256'>;

function parseManifest(id: string, text: string): ModelManifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new WeightsRefused(`The manifest of model ${id} is damaged: ${id}.json is no JSON.`, { cause });
  }
  const format = (value as { format?: unknown } | null)?.format;
  if (format !== WEIGHTS_FORMAT)
    throw new WeightsRefused(
      `Model ${id} has weights of format ${String(format)} in ${id}.json; this version reads format ${WEIGHTS_FORMAT}.`,
    );
  const parsed = ModelManifest.safeParse(value);
  if (parsed.success) {
    checkIdentity(id, parsed.data, value as object);
    return parsed.data;
  }
  const [issue] = parsed.error.issues;
  throw new WeightsRefused(
    `The manifest of model ${id} is wrong: ${id}.json: ${issue?.path.join('.')}: ${issue?.message}.`,
  );
}

/** A byte that changed may leave good JSON behind; and files may have been copied over those of another model. */
function checkIdentity(id: string, { name, version, seal }: ModelManifest, value: object): void {
  if (seal !== undefined && sealOf(value) !== seal)
    throw new WeightsRefused(
      `The manifest of model ${id} is damaged: what ${id}.json says is not what it was sealed with.`,
    );
  if (`${name}-${version}` !== id)
    throw new WeightsRefused(
      `The files of model ${id} are those of another: ${id}.json says ${name}-${version}.`,
    );
}

async function read(folder: URL, file: string, id: string): Promise<Buffer> {
  try {
    return await readFile(new URL(file, folder));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new WeightsRefused(
      code === 'ENOENT'
        ? `The weights of model ${id} are missing: there is no ${file}.`
        : `The weights of model ${id} cannot be read: ${file}: ${code ?? String(cause)}.`,
      { cause },
    );
  }
}
