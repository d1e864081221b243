export type ImageFit = 'COVER' | 'CONTAIN' | 'INSIDE';
export type ImageFormat = 'WEBP' | 'AVIF' | 'PNG' | 'JPEG';

/** A picture in another size or format. */
export interface ImageVariant {
  width: number | null;
  height: number | null;
  fit: ImageFit;
  format: ImageFormat;
}

export const MAX_SIDE = 4096;

/** Types that sharp reads without running anything that the file says (SVG is left out for that). */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/avif', 'image/gif']);

export function isPicture(mediaType: string): boolean {
  return PICTURES.has(mediaType);
}

/** A variant's name: equal for equal pictures. */
export function variantKey({ width, height, fit, format }: ImageVariant): string {
  // The fit only matters when both sides are fixed.
  const box = width !== null && height !== null ? `-${fit.toLowerCase()}` : '';
  return `${width ?? 'auto'}x${height ?? 'auto'}${box}.${format.toLowerCase()}`;
}

export function variantMediaType(format: ImageFormat): string {
  return `image/${format.toLowerCase()}`;
}
