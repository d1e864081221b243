import { renderExport as renderExportFor } from '../../application/render-export.ts';
import type { MutationResolvers } from '../../generated/graphql.ts';

export const renderExport: NonNullable<MutationResolvers['renderExport']> = async (
  _,
  { input },
  context,
) => ({
  export: await renderExportFor(context, input),
});
