import type { Session } from './database.ts'
import { workItems } from './work-schema.ts'

/** Something a person has to look at. Codes and ids only. */
export interface WorkItem {
  readonly kind: string
  /** What it is about: the same kind and reference is the same item. */
  readonly reference: string
  readonly claimId?: string | undefined
  readonly facts: Readonly<Record<string, unknown>>
}

export async function storeWorkItem(session: Session, item: WorkItem): Promise<void> {
  await session
    .insert(workItems)
    .values({ ...item })
    .onConflictDoNothing()
}
