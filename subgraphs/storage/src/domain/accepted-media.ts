const BY_EXTENSION: Readonly<Record<string, string>> = {
  '.txt': 'text/plain',
  '.epub': 'application/epub+zip',
  '.pdf': 'application/pdf',
};
const ACCEPTED = new Set(Object.values(BY_EXTENSION));

/** What a refusal tells people that they may send. */
export const ACCEPTED_MEDIA = 'Plain text (.txt), EPUB (.epub) and PDF (.pdf) are accepted.';

/**
 * The media type under which a book is stored, or null when it is not one that can become a book. Browsers that do
 * not know a type say `application/octet-stream` or nothing: then the name's ending decides.
 */
export function acceptedMediaType(mediaType: string, fileName: string): string | null {
  const type = mediaType.split(';', 1)[0]!.trim().toLowerCase();
  if (ACCEPTED.has(type)) return type;
  if (type !== '' && type !== 'application/octet-stream') return null;
  const ending = /\.[^.]+$/.exec(fileName.toLowerCase())?.[0] ?? '';
  return BY_EXTENSION[ending] ?? null;
}

/** Whether a name is one path part that every system can store. */
export function isPlainFileName(name: string): boolean {
  return (
    name.length >= 1 && name.length <= 255 && !/[/\\\p{Cc}]/u.test(name) && name !== '.' && name !== '..'
  );
}
