import type { RequestContext } from '@visiobook/service';
import type { LibraryReader } from './application/library-reader.ts';

export interface Context extends RequestContext {
  library: LibraryReader;
}
