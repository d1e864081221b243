import { randomUUID } from 'node:crypto';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@visiobook/service';
import sharp, { type Sharp } from 'sharp';
import { type ImageVariant, variantKey } from '../domain/image-variant.ts';
import type { MakeVariant } from '../domain/make-variant.ts';
import type { DiskPaths } from './disk-paths.ts';
import { limitConcurrency } from './limit-concurrency.ts';

/** 50 megapixels: a decoded picture takes 200 MB at most. */
const MAX_PIXELS = 50_000_000;

/** Pictures in other sizes, made once and kept on disk beside their original. */
export function sharpImages(paths: DiskPaths, concurrency: number): MakeVariant {
  const limited = limitConcurrency(concurrency);
  const underWay = new Map<string, Promise<string>>();
  sharp.concurrency(1);

  return async (sha256, variant) => {
    const path = join(paths.variants(sha256), variantKey(variant));
    if (await exists(path)) return path;
    // Many readers of a new page ask for the same picture at once: it is made for the first of them.
    let making = underWay.get(path);
    if (!making) {
      making = limited(() => make(paths.content(sha256), path, join(paths.temporary, randomUUID()), variant));
      underWay.set(path, making);
      making.finally(() => underWay.delete(path)).catch(() => {});
    }
    return making;
  };
}

async function make(source: string, path: string, temporary: string, variant: ImageVariant): Promise<string> {
  try {
    await encoded(source, variant).toFile(temporary);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new AppError('UNSUPPORTED_MEDIA', 'This picture is damaged or too large to be shown.', {}, error);
  }
  await mkdir(dirname(path), { recursive: true });
  await rename(temporary, path);
  return path;
}

function encoded(source: string, { width, height, fit, format }: ImageVariant): Sharp {
  const image = sharp(source, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    // As it was held by the camera: the orientation tag does not survive the encoding.
    .rotate()
    .resize({
      ...(width === null ? {} : { width }),
      ...(height === null ? {} : { height }),
      fit: ({ COVER: 'cover', CONTAIN: 'contain', INSIDE: 'inside' } as const)[fit],
      background: format === 'JPEG' ? '#ffffff' : { r: 0, g: 0, b: 0, alpha: 0 },
      withoutEnlargement: fit === 'INSIDE',
    });
  switch (format) {
    case 'WEBP':
      return image.webp({ quality: 82 });
    case 'AVIF':
      return image.avif({ quality: 60, effort: 3 });
    case 'PNG':
      return image.png();
    case 'JPEG':
      return image.flatten({ background: '#ffffff' }).jpeg({ quality: 84, mozjpeg: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
