import type { RequestContext } from '@visiobook/service';
import type { LibraryReader } from './application/library-reader.ts';
import type { ExportDesk, ExportFollower } from './application/ports.ts';

export interface Context extends RequestContext {
  library: LibraryReader;
  desk: ExportDesk;
  exportLog: ExportFollower;
}
