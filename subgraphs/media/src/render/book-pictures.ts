import sharp from 'sharp';
import type { FilmTitle } from '../domain/film-frame.ts';
import { titleCard } from '../domain/title-cards.ts';
import { rasterise } from './rasterise.ts';
import { escapeXml, fitted, wrapWords } from './typeset.ts';

/** Twice what most reading devices show, which is sharp on all of them. */
const COVER = { width: 1200, height: 1600 };
const PAGE_PICTURE = 1400;
const JPEG = { quality: 86, chromaSubsampling: '4:4:4' } as const;

/** A book's cover, drawn as the film's title card is. */
export async function coverPicture(book: FilmTitle): Promise<Buffer> {
  const svg = titleCard(book, COVER, { wrap: wrapWords, fit: fitted, escape: escapeXml });
  return sharp(await rasterise(svg, COVER))
    .jpeg(JPEG)
    .toBuffer();
}

/** A scene's picture in a page's size; a photograph's format, because a book of PNGs is four times as heavy. */
export async function pagePicture(path: string): Promise<Buffer> {
  return sharp(path, { limitInputPixels: 40_000_000 })
    .resize({ width: PAGE_PICTURE, height: PAGE_PICTURE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#000' })
    .jpeg(JPEG)
    .toBuffer();
}
