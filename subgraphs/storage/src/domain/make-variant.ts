import type { ImageVariant } from './image-variant.ts';

/**
 * Makes a picture in another size or format, or finds the one made before.
 *
 * @returns the path of the file
 * @throws AppError UNSUPPORTED_MEDIA when the original cannot be decoded or has too many pixels.
 */
export type MakeVariant = (sha256: string, variant: ImageVariant) => Promise<string>;
