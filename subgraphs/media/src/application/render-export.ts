import { Aspect, ExportFormat, GenerationSettings } from '@visiobook/schema';
import { AppError, newId, notFound, parseInput, requireUser, type Viewer } from '@visiobook/service';
import { z } from 'zod';
import type { ExportJob } from './library.ts';
import type { LibraryReader } from './library-reader.ts';
import type { ExportDesk } from './ports.ts';

const RenderExportInput = z.object({
  storyboardId: z.uuid(),
  format: ExportFormat,
  aspect: Aspect.nullish(),
  height: GenerationSettings.shape.height.unwrap().nullish(),
  burnCaptions: z.boolean().nullish(),
});

/**
 * Takes a person's order for one more file of a storyboard.
 *
 * @throws AppError NOT_FOUND for a storyboard that is not theirs to see, FORBIDDEN for members who only look.
 */
export async function renderExport(
  { viewer, library, desk }: { viewer: Viewer; library: LibraryReader; desk: ExportDesk },
  input: unknown,
): Promise<ExportJob> {
  const user = requireUser(viewer);
  const order = parseInput(RenderExportInput, input);
  const storyboard = await library.storyboard(order.storyboardId);
  if (!storyboard) throw notFound('storyboard');
  if (!(await library.may(storyboard.projectId, 'project:render'))) {
    throw new AppError('FORBIDDEN', 'Only owners and editors of a project may render exports.');
  }
  const { settings } = storyboard;
  const job: ExportJob = {
    id: newId(),
    projectId: storyboard.projectId,
    storyboardId: storyboard.id,
    runId: null,
    ownerId: user.id,
    format: order.format,
    aspect: order.aspect ?? settings.aspect,
    height: order.height ?? settings.height,
    burnCaptions: order.burnCaptions ?? settings.burnCaptions,
    status: 'QUEUED',
    done: 0,
    total: 0,
    fileId: null,
    byteSize: null,
    duration: null,
    failure: null,
    lastSeq: 0,
    createdAt: new Date(),
  };
  await desk.place(job, storyboard);
  return job;
}
