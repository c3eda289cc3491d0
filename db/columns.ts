import { bigint, customType, timestamp } from 'drizzle-orm/pg-core'

/** Epoch milliseconds. */
export const instant = (name: string) => bigint(name, { mode: 'number' })
/** Integer fen, always a safe integer. */
export const fen = (name: string) => bigint(name, { mode: 'number' })
/** Time by the database's clock, as text: a JavaScript Date would lose its microseconds. */
export const hostTime = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' })
export const createdAt = () => hostTime('created_at').notNull().defaultNow()
export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
