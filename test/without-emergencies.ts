import type { DrillActivities, EmergencyActivities } from '../workflows/emergency-contract.ts'

/** What a worker of claims must have, where no emergency runs. */
export async function unasked(): Promise<never> {
  throw new Error('nobody is to ask for this here')
}

export const withoutEmergencies: EmergencyActivities & DrillActivities = {
  recordEmergency: unasked,
  readEventLog: unasked,
  listClaims: unasked,
  beginDrills: unasked,
}
