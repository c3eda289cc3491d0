import type { DateText } from '../../../domain/time.ts'
import type { OpenClaim } from '../../claim-client.ts'
import { fileClaim } from '../../claim-client.ts'
import type { Office } from '../../office.ts'
import { syntheticPerson } from '../../seed-people.ts'
import { readExample } from '../example-filing.ts'
import { forEachOf } from './crowd.ts'
import type { Filed, StormGroup, StormGroupName } from './storm-groups.ts'
import { stormGroups } from './storm-groups.ts'
import { districts } from './storm-place.ts'

/** One claim of the storm, with what was filed and the group it belongs to. */
export interface StormClaim {
  readonly group: StormGroup
  readonly groupName: StormGroupName
  readonly filed: Filed
  readonly claim: OpenClaim
}

export interface StormRun {
  readonly office: Office
  /** Names this run: its people and policies are nobody else's. */
  readonly run: string
  /** The first of the policy numbers this run takes. */
  readonly firstNumber: number
  /** The day of the losses. */
  readonly day: DateText
}

/** Files every claim of the storm and walks it to where it stands when the storm is declared. */
export async function fileTheStorm(storm: StormRun): Promise<readonly StormClaim[]> {
  const names = Object.keys(stormGroups) as StormGroupName[]
  const places = names.flatMap((name) => Array.from({ length: stormGroups[name].claims }, () => name))
  const claims: StormClaim[] = []
  await forEachOf([...places.entries()], async ([n, groupName]) => {
    const group: StormGroup = stormGroups[groupName]
    const { body, filed } = filingOf(storm, n, group)
    const claim = await fileClaim(storm.office, { who: 'integrator', key: `storm-${storm.run}-${n}`, body })
    await group.walk(claim, filed)
    await claim.reaches(group.stands)
    claims.push({ group, groupName, filed, claim })
  })
  return claims
}

/** Water in a house like that of the example, of another sum, in another town, of another person. */
function filingOf({ run, firstNumber, day }: StormRun, n: number, group: StormGroup): { body: object; filed: Filed } {
  const { filing, ...report } = readExample('household-rainstorm')
  const claimant = { ...syntheticPerson(n + 1), personId: `per_storm_${run}_${n}` }
  const claimedFen = String(600_000 + ((n * 7) % 12) * 100_000)
  const loss = {
    ...report,
    policyNo: `P-HOME-${firstNumber + n}`,
    region: districts[n % districts.length],
    eventDate: day,
    claimant,
    insured: 'same',
  }
  const body = group.filed === 'report-only' ? loss : { ...loss, filing: { ...filing, claimedFen } }
  return { body, filed: { name: claimant.name, claimedFen } }
}
