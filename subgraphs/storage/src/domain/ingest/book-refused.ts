/** Why a file cannot become a book. */
export type RefusalReason =
  | 'EMPTY'
  | 'UNSUPPORTED_MEDIA'
  | 'MISMATCHED_MEDIA'
  | 'ENCRYPTED'
  | 'DAMAGED'
  | 'TOO_LARGE'
  | 'TOO_MANY_PAGES'
  | 'NO_TEXT'
  | 'BINARY';

/** An expected refusal: its message is written for the person who uploaded the file. */
export class BookRefused extends Error {
  override readonly name = 'BookRefused';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
