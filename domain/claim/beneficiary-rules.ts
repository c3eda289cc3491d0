import type { Share } from '../money.ts'
import { ruleBook } from '../rules.ts'
import type { Beneficiary, DesignatedBeneficiary, Entitlement } from './beneficiaries.ts'
import { designationFault, entitlements, estate } from './beneficiaries.ts'
import type { ClaimLine } from './codes.ts'
import type { CommandOf } from './commands.ts'
import type { NamedBeneficiary } from './payee-commands.ts'
import type { Outcome } from './decision.ts'
import { refuse } from './decision.ts'
import type { Claim, Payee } from './state.ts'

/** Lines whose benefit goes to beneficiaries when the insured dies. */
const paysOnDeath: ReadonlySet<ClaimLine> = new Set<ClaimLine>(['life', 'accident', 'travel'])

/** The insured died, and the line pays for it. */
export const isDeathBenefit = ({ report, policy }: Pick<Claim, 'report' | 'policy'>): boolean =>
  report.facts.injury === 'death' && paysOnDeath.has(policy.known === 'found' ? policy.line : report.line)

/** #36: a death benefit goes to whom it is owed, in the order and the shares of the designation; null when nothing speaks against it. */
export function beneficiaryFault(
  claim: Claim,
  { payees, roundingTo, beneficiaries }: CommandOf<'FreezePayees'>,
  kept: readonly Payee[],
): Outcome | null {
  if (beneficiaries === undefined) return unnamedFault(claim)
  if (!isDeathBenefit(claim)) {
    const message = 'beneficiaries are named where the insured died and the line pays a death benefit'
    return refuse(claim, 'DESIGNATION_UNCLEAR', message, { field: '/beneficiaries' })
  }
  const fault = listFault(claim, beneficiaries) ?? fateFault(claim, beneficiaries)
  if (fault !== null) return fault
  const taken = [...kept, ...payees]
  const entitled = entitlementsOf({ payees, roundingTo, beneficiaries })
  const shown = entitled.map((one) => shownIn(beneficiaries, one)).join(', ')
  const message = `who is entitled to how much: ${shown} (Insurance Law 40, 42)`
  const stranger = payees.findIndex(({ through }) => !entitled.some((one) => one.through === through))
  if (stranger >= 0) return refuse(claim, 'BENEFICIARY_SHARES', message, { field: `/payees/${stranger}/through` })
  const isTaken = (parted: readonly Entitlement[]): boolean =>
    parted.every(({ through, share }) => sharesThrough(taken, through) === share)
  // Of those who stay one may have the hundredths that no proportion gives away: nobody names a payee of his again.
  const others = kept.length === 0 ? [] : beneficiaries.map(({ beneficiaryId }) => beneficiaryId)
  const isWhole = isTaken(entitled) || others.some((id) => isTaken(entitlements(beneficiaries.map(toBeneficiary), id)))
  if (!isWhole) return refuse(claim, 'BENEFICIARY_SHARES', message, { field: '/payees' })
  return ruleBook(claim.rules).payees === 'entitled' ? takerFault(claim, payees, beneficiaries) : null
}

type Listed = Pick<CommandOf<'FreezePayees'>, 'payees' | 'roundingTo'>

/** Who takes which part of a death benefit by this list; null where no list is given, or it says nothing certain. */
export function entitledBy({ beneficiaries, ...listed }: CommandOf<'FreezePayees'>): readonly Entitlement[] | null {
  if (beneficiaries === undefined || designationFault(beneficiaries) !== null) return null
  return entitlementsOf({ ...listed, beneficiaries })
}

function entitlementsOf({
  payees,
  roundingTo,
  beneficiaries,
}: Listed & { readonly beneficiaries: readonly NamedBeneficiary[] }): readonly Entitlement[] {
  const rounded = payees.find(({ payeeId }) => payeeId === roundingTo)?.through
  return entitlements(beneficiaries.map(toBeneficiary), rounded)
}

/** A beneficiary who lives takes his part himself; of one who died after the event, and of the insured, heirs do who prove it. */
function takerFault(
  claim: Claim,
  payees: Listed['payees'],
  beneficiaries: readonly NamedBeneficiary[],
): Outcome | null {
  const living = new Set(beneficiaries.filter(({ fate }) => fate === 'alive').map(({ beneficiaryId }) => beneficiaryId))
  const right = ({ through = estate }: Listed['payees'][number]) => (living.has(through) ? 'beneficiary' : 'heir')
  const wrong = payees.findIndex((payee) => payee.as !== right(payee))
  if (wrong < 0) return null
  const message =
    'a beneficiary who lives is paid as beneficiary; who has died since, and the insured, leave it to an heir'
  return refuse(claim, 'STANDING_NOT_POSSIBLE', message, { field: `/payees/${wrong}/as` })
}

/**
 * Before money goes out somebody says whom the benefit was meant for, and what became of them: the law gives to the estate
 * what was meant for nobody (Insurance Law 42). Before version 2 only where the policy names somebody.
 */
function unnamedFault(claim: Claim): Outcome | null {
  const isAsked = ruleBook(claim.rules).payees === 'entitled' || designatedBy(claim).length > 0
  if (!isDeathBenefit(claim) || !isAsked) return null
  const message =
    'list everybody the benefit was meant for, as the policy does, with what became of each, and nobody by an empty list'
  return refuse(claim, 'BENEFICIARIES_MISSING', message, { field: '/beneficiaries' })
}

/** What the policy says counts: a change after the event is void (interpretation III art. 11). */
function listFault(claim: Claim, beneficiaries: readonly NamedBeneficiary[]): Outcome | null {
  const fault = designationFault(beneficiaries)
  if (fault !== null) {
    const row = fault.row === undefined ? '' : `/${fault.row}`
    return refuse(claim, 'DESIGNATION_UNCLEAR', fault.message, { field: `/beneficiaries${row}` })
  }
  const designated = designatedBy(claim)
  const asThere = designated.every((one) => beneficiaries.some((named) => isSame(one, named)))
  if (designated.length === 0 || (asThere && beneficiaries.length === designated.length)) return null
  return refuse(claim, 'DESIGNATION_UNCLEAR', 'the list differs from the policy in a person, a rank or a share', {
    field: '/beneficiaries',
  })
}

const designatedBy = ({ policy }: Claim): readonly DesignatedBeneficiary[] =>
  policy.known === 'found' ? (policy.beneficiaries ?? []) : []

const isSame = (one: DesignatedBeneficiary, other: DesignatedBeneficiary): boolean =>
  one.beneficiaryId === other.beneficiaryId && one.order === other.order && one.share === other.share

/** Whoever loses a right loses it by a document of this file. */
function fateFault(claim: Claim, beneficiaries: readonly NamedBeneficiary[]): Outcome | null {
  const known = new Set(claim.documents.map(({ documentId }) => documentId))
  for (const [index, { fate, evidence = [] }] of beneficiaries.entries()) {
    const field = `/beneficiaries/${index}/evidence`
    const unknown = evidence.findIndex((id) => !known.has(id))
    if (unknown >= 0)
      return refuse(claim, 'EVIDENCE_UNKNOWN', 'evidence is a document on this file', { field: `${field}/${unknown}` })
    if (fate !== 'alive' && evidence.length === 0)
      return refuse(claim, 'EVIDENCE_MISSING', `name the document that shows that a beneficiary is ${fate}`, { field })
  }
  return null
}

const toBeneficiary = ({ evidence: _evidence, ...beneficiary }: NamedBeneficiary): Beneficiary => beneficiary

const sharesThrough = (
  payees: readonly { readonly through?: string; readonly share: Share }[],
  through: string,
): Share => payees.reduce((sum, payee) => sum + (payee.through === through ? payee.share : 0), 0)

/** By their place in the list, for what was sent is not said again. */
function shownIn(beneficiaries: readonly NamedBeneficiary[], { through, share }: Entitlement): string {
  const place = beneficiaries.findIndex(({ beneficiaryId }) => beneficiaryId === through)
  const who = place < 0 ? 'the estate' : `beneficiary ${place + 1} of the list`
  return `${who} ${(share / 100).toFixed(2)} %`
}
