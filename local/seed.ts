import type { ClaimStatus } from '../domain/claim/state.ts'
import { fileClaim } from './claim-client.ts'
import { readExample } from './demo/example-filing.ts'
import type { Office } from './office.ts'
import { syntheticPerson } from './seed-people.ts'
import { seedRosters } from './seed-rosters.ts'
import type { SeedPlan } from './seed-walks.ts'
import { seedPlans } from './seed-walks.ts'

export interface SeedContext extends Office {
  readonly say: (line: string) => void
}

/** Files the example claims, one in each status. Repeating it changes nothing: every key is the same on every start. */
export async function seedExamples({ say, ...office }: SeedContext): Promise<void> {
  await seedRosters(office)
  const plans = Object.entries(seedPlans) as [ClaimStatus, SeedPlan][]
  const waiting = [...plans.entries()]
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [n, [status, plan]] = next
      const claim = await fileClaim(office, { who: 'integrator', key: `seed-${status}`, body: filingOf(plan, n) })
      await plan.walk(claim, syntheticPerson(n + 1).name)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  say(`${plans.length} example claims are there, one in each status.`)
}

/** More would not be faster on two cores, and would keep the first person's own claim waiting. */
const atOnce = 4

function filingOf({ example, policyNo, filed, ownedByClaimant }: SeedPlan, n: number): object {
  const { filing, ...report } = readExample(example)
  const claimant = { ...syntheticPerson(n + 1), ...(ownedByClaimant && { personId: 'per_local_claimant' }) }
  const named = { ...report, policyNo, claimant, insured: 'same', isTest: filed === 'test' }
  if (filed === 'report-only') return named
  if (filed !== 'no-invoice') return { ...named, filing }
  return {
    ...named,
    filing: { ...filing, documents: filing.documents.filter(({ kind }) => kind !== 'medical-invoice') },
  }
}
