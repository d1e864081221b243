import type { ExportFormat } from '@visiobook/schema';

/** What an export's file is called and served as. */
export const FILE_TYPES: Record<ExportFormat, { suffix: string; mediaType: string }> = {
  MP4: { suffix: 'mp4', mediaType: 'video/mp4' },
  WEBM: { suffix: 'webm', mediaType: 'video/webm' },
  GIF: { suffix: 'gif', mediaType: 'image/gif' },
  EPUB: { suffix: 'epub', mediaType: 'application/epub+zip' },
  SRT: { suffix: 'srt', mediaType: 'application/x-subrip' },
  VTT: { suffix: 'vtt', mediaType: 'text/vtt' },
};

/** A file name that every system takes: the book's title without what file systems give a meaning. */
export function fileNameOf(title: string, format: ExportFormat): string {
  const name = title
    .replace(/[\p{Cc}/\\:*?"<>|]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 120);
  return `${name || 'visiobook'}.${FILE_TYPES[format].suffix}`;
}
