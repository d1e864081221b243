import { sql } from 'drizzle-orm';
import { customType, integer, timestamp, uuid } from 'drizzle-orm/pg-core';

/** A primary key made by the application (UUIDv7), so that an event can name a row before it is written. */
export const id = () => uuid('id').primaryKey();

/** `created_at` and `updated_at`, both `timestamptz` in UTC. */
export const timestamps = () => ({
  createdAt: instant('created_at').notNull().default(sql`now()`),
  updatedAt: instant('updated_at')
    .notNull()
    .default(sql`now()`)
    .$onUpdate(() => new Date()),
});

/** Optimistic lock: raised by each update, compared with what the caller last saw. */
export const version = () => integer('version').notNull().default(1);

/** A `timestamptz` read and written as a `Date`. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** A `bytea` column as a `Buffer`. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });
