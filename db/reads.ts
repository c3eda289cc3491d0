import type { Actor } from '../domain/claim/commands.ts'
import type { Session } from './database.ts'
import { reads } from './work-schema.ts'

/** Personal data of a claim shown unmasked. */
export interface FullRead {
  readonly claimId: string
  readonly reader: Pick<Actor, 'id' | 'role'>
  /** What was shown: `parties`, `texts`, one field... */
  readonly what: string
  readonly purpose?: string | undefined
}

/** Kept before the data is shown: no audit row, no data. */
export async function storeRead(session: Session, { reader, ...read }: FullRead): Promise<void> {
  await session.insert(reads).values({ ...read, readerId: reader.id, readerRole: reader.role })
}
