import type { ClaimView, OpenClaim } from '../../claim-client.ts'

/** What the storm has promised a claim: when its targets are due, how soon it is settled, and what is not asked for. */
interface Promised {
  readonly due: ReadonlyMap<string, string>
  readonly settleWorkingDays: number | null
  readonly waivedDocuments: readonly string[]
}

/** What claims were promised so far. */
export interface Promises {
  /** Remembers what the claim is promised now; throws where a promise has become worse since it was last asked. */
  readonly keep: (claim: OpenClaim, view: ClaimView) => Promise<void>
}

export function openPromises(): Promises {
  const promised = new Map<string, Promised>()
  return {
    async keep(claim, view) {
      const before = promised.get(claim.claimId)
      const now = await promisedTo(claim, view)
      if (before !== undefined) compare(claim.claimId, before, now)
      promised.set(claim.claimId, now)
    },
  }
}

async function promisedTo(claim: OpenClaim, { emergencies }: ClaimView): Promise<Promised> {
  const { settleWorkingDays = null, waivedDocuments = [] } = emergencies?.measures ?? {}
  const due = new Map((await claim.clocks()).map(({ id, dueTarget }) => [id, dueTarget]))
  return { due, settleWorkingDays, waivedDocuments }
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
