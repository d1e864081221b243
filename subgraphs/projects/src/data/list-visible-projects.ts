import type { Db, Tx } from '@visiobook/db';
import { projectMembers, projects } from '@visiobook/db/tables/projects';
import { AppError, type PageRequest } from '@visiobook/service';
import { and, asc, count, desc, eq, ilike, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Project, ProjectFilter, ProjectOrder } from '../domain/project.ts';
import { toProject } from './project-rows.ts';

/** A page of a person's projects by keyset: as fast on the last page as on the first. */
export async function listVisible(
  db: Db | Tx,
  userId: string,
  filter: ProjectFilter,
  order: ProjectOrder,
  page: PageRequest,
): Promise<{ rows: Project[]; total: number }> {
  const wanted = and(eq(projectMembers.userId, userId), ...conditionsOf(filter));
  const { column, ascending } = ORDERS[order];
  const upward = ascending === (page.direction === 'forward');
  const direction = upward ? asc : desc;
  const joined = eq(projectMembers.projectId, projects.id);
  const [rows, [counted]] = await Promise.all([
    db
      .select({ project: projects, role: projectMembers.role })
      .from(projects)
      .innerJoin(projectMembers, joined)
      .where(and(wanted, page.cursor === null ? undefined : beyond(page.cursor, order, upward)))
      .orderBy(direction(column), direction(projects.id))
      .limit(page.limit + 1),
    db.select({ total: count() }).from(projects).innerJoin(projectMembers, joined).where(wanted),
  ]);
  return { rows: rows.map(toProject), total: counted?.total ?? 0 };
}

const ORDERS = {
  CREATED_DESC: { column: projects.createdAt, ascending: false },
  CREATED_ASC: { column: projects.createdAt, ascending: true },
  UPDATED_DESC: { column: projects.updatedAt, ascending: false },
  TITLE_ASC: { column: projects.title, ascending: true },
} as const;

function conditionsOf({ status, text }: ProjectFilter): (SQL | undefined)[] {
  // The person's % and _ are letters like any other.
  const pattern = text && `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return [
    status && eq(projects.status, status),
    pattern ? or(ilike(projects.title, pattern), ilike(projects.description, pattern)) : undefined,
  ];
}

const Cursor = z.tuple([z.string(), z.uuid()]);

function beyond(cursor: string, order: ProjectOrder, upward: boolean): SQL {
  const [key, id] = readCursor(cursor, order);
  const operator = upward ? sql`>` : sql`<`;
  const value = order === 'TITLE_ASC' ? sql`${key}::text` : sql`${key}::timestamptz`;
  return sql`(${ORDERS[order].column}, ${projects.id}) ${operator} (${value}, ${id}::uuid)`;
}

function readCursor(cursor: string, order: ProjectOrder): z.infer<typeof Cursor> {
  try {
    const [key, id] = Cursor.parse(JSON.parse(cursor));
    if (order !== 'TITLE_ASC') z.iso.datetime().parse(key);
    return [key, id];
  } catch (cause) {
    const message = `This cursor was not given out by a list ordered by ${order}.`;
    throw new AppError('BAD_USER_INPUT', message, { fields: { after: [message] } }, cause);
  }
}
