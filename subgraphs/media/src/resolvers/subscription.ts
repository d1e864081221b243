import { notFound } from '@visiobook/service';
import type { ExportEvent } from '../application/library.ts';
import type { SubscriptionResolvers } from '../generated/graphql.ts';

export const subscription: SubscriptionResolvers = {
  exportProgress: {
    async subscribe(_, { exportId, after }, { library, exportLog }) {
      if (!(await library.export(exportId))) throw notFound('export');
      return exportLog.follow(exportId, after ?? 0);
    },
    resolve: (event: ExportEvent) => event,
  },
};
