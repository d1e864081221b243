import type { Db, Tx } from '@visiobook/db';
import { projectActivity, projects } from '@visiobook/db/tables/projects';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { ActivityKind } from '../domain/activity.ts';
import type { ActivityRepository } from '../domain/ports.ts';

export function activityRepository(db: Db | Tx): ActivityRepository {
  return {
    async append(activity) {
      // The counter's row lock makes positions follow the order of commits, so a reader never meets a gap.
      const [row] = await db
        .update(projects)
        .set({ activitySeq: sql`${projects.activitySeq} + 1`, updatedAt: sql`${projects.updatedAt}` })
        .where(eq(projects.id, activity.projectId))
        .returning({ seq: projects.activitySeq });
      if (row) await db.insert(projectActivity).values({ ...activity, seq: row.seq });
    },
    async after(projectId, seq, limit) {
      const rows = await db
        .select()
        .from(projectActivity)
        .where(and(eq(projectActivity.projectId, projectId), gt(projectActivity.seq, seq)))
        .orderBy(asc(projectActivity.seq))
        .limit(limit);
      return rows.map((row) => ({ ...row, kind: row.kind as ActivityKind }));
    },
  };
}
