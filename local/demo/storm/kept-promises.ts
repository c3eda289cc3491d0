import type { OpenClaim } from '../../claim-client.ts'
import { forEachOf } from './crowd.ts'

/** What the storm has promised a claim: when its targets are due, how soon it is settled, and what is not asked for. */
interface Promised {
  readonly due: ReadonlyMap<string, string>
  readonly settleWorkingDays: number | null
  readonly waivedDocuments: readonly string[]
}

/** Remembers what each claim was promised; what it returns throws where a promise has become worse since. */
export async function rememberPromises(claims: readonly OpenClaim[]): Promise<() => Promise<void>> {
  const promised = new Map<string, Promised>()
  await forEachOf(claims, async (claim) => void promised.set(claim.claimId, await promisedTo(claim)))
  return () =>
    forEachOf(claims, async (claim) => {
      const before = promised.get(claim.claimId)
      if (before !== undefined) compare(claim.claimId, before, await promisedTo(claim))
    })
}

async function promisedTo(claim: OpenClaim): Promise<Promised> {
  const [clocks, { emergencies }] = await Promise.all([claim.clocks(), claim.view()])
  const { settleWorkingDays = null, waivedDocuments = [] } = emergencies?.measures ?? {}
  return { due: new Map(clocks.map(({ id, dueTarget }) => [id, dueTarget])), settleWorkingDays, waivedDocuments }
}

function compare(claimId: string, before: Promised, after: Promised): void {
  for (const [id, due] of before.due) {
    const now = after.due.get(id) ?? due
    if (Date.parse(now) > Date.parse(due)) throw new Error(`${id} of ${claimId} was due ${due} and is now due ${now}`)
  }
  if ((after.settleWorkingDays ?? Infinity) > (before.settleWorkingDays ?? Infinity)) {
    throw new Error(`${claimId} was to be settled in ${before.settleWorkingDays} days, and no more`)
  }
  const asked = before.waivedDocuments.filter((kind) => !after.waivedDocuments.includes(kind))
  if (asked.length > 0) throw new Error(`${claimId} is asked for ${asked.join(', ')} again`)
}
