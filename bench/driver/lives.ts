import type { Dice } from '../../local/dice.ts'
import type { Role } from '../../domain/claim/codes.ts'
import type { ClaimCommandType } from '../../domain/claim/commands.ts'
import type { ClaimStatus } from '../../domain/claim/state.ts'
import { type ClaimTraits, plainTraits, realisticTraits } from './claim-mix.ts'
import { documentNamed, filingOf, type Loss, payeesOf, type Receipt } from './filings.ts'

/** One claim's life as the driver sends it: the filing, then what its people do, each when the claim stands where it is possible. */
export interface Life {
  readonly filing: { readonly who: Role; readonly policyNo: string; readonly body: object }
  readonly steps: readonly Step[]
  /** Where it stands when all has been done; the driver waits for it. */
  readonly end: ClaimStatus
}

/** A message to the claim: Lipei's door for it, and the command behind the door, which is all a twin is told. */
export interface Step {
  readonly name: string
  readonly type: ClaimCommandType
  readonly who: Role
  readonly path: string
  readonly body: object
  readonly method?: 'PUT'
  /** Statuses in which Lipei takes it: the driver waits for one of them. */
  readonly from: readonly ClaimStatus[]
  /** A decision carries the version its maker saw. */
  readonly binds?: true
  /** It lets the payment go. */
  readonly pays?: true
}

/** `probe` files a test claim, accepts and cancels it, and so leaves nothing open; `replay` asks two things of a claim that is there. */
export type LifeName = 'minimal' | 'realistic' | 'intake' | 'probe' | 'replay' | DisasterLife

/**
 * Those of a disaster: filings of the flooded province and nothing more, minimal lives of other provinces, minimal lives in the
 * green channel, and claims of an epidemic until they are accepted.
 */
type DisasterLife = 'flood' | 'ordinary' | 'green' | 'epidemic'

/** Lives that come mixed, each as often as its weight says. */
export type LifeMix = Readonly<Partial<Record<LifeName, number>>>

/** One of them, thrown. */
export function drawLife(mix: LifeMix, dice: Dice): LifeName {
  const lives = Object.entries(mix) as [LifeName, number][]
  let left = (dice.below(1_000_000) / 1_000_000) * lives.reduce((sum, [, weight]) => sum + weight, 0)
  const drawn = lives.find(([, weight]) => (left -= weight) < 0) ?? lives[0]
  if (drawn === undefined) throw new Error('a mix has at least one life')
  return drawn[0]
}

interface LifeChance {
  readonly dice: Dice
  readonly receipt?: Receipt | undefined
}

/** `n` tells one claim from another; the same seed and number give the same life. */
export function lifeOf(name: LifeName, n: number, { dice, receipt }: LifeChance): Life {
  const filed = (traits: ClaimTraits, more: Receipt & Loss = {}): Life['filing'] =>
    filingOf(traits, n, { ...receipt, ...more })
  switch (name) {
    case 'minimal':
      return { filing: filed(plainTraits), steps: pathOf(plainTraits, n), end: 'closed' }
    case 'realistic': {
      const traits = realisticTraits(dice)
      return { filing: filed(traits), steps: pathOf(traits, n), end: traits.isRefused ? 'declined' : 'closed' }
    }
    case 'intake':
      return { filing: filed({ ...plainTraits, filer: 'intake-clerk' }), steps: [], end: 'received' }
    case 'probe':
      return { filing: filed(plainTraits, { isTest: true }), steps: [accept, cancel], end: 'cancelled' }
    case 'replay':
      return {
        filing: filed(plainTraits),
        steps: [contacts('evicted', 'sms'), contacts('cached', 'app')],
        end: 'received',
      }
    case 'flood':
      return { filing: filed(floodTraits, { region: placeOf(flooded, n) }), steps: [], end: 'received' }
    case 'ordinary':
      return {
        filing: filed(plainTraits, { region: placeOf(elsewhere, n) }),
        steps: pathOf(plainTraits, n),
        end: 'closed',
      }
    case 'green':
      return { filing: filed(plainTraits, { isHardship: true }), steps: pathOf(plainTraits, n), end: 'closed' }
    case 'epidemic':
      return { filing: filed(plainTraits, { region: '420106', cause: 'illness' }), steps: [accept], end: 'reviewing' }
  }
}

/** Water in a house, reported at a counter. */
const floodTraits: ClaimTraits = { ...plainTraits, line: 'household-property', filer: 'intake-clerk' }

/** Towns of one province, and of four others. */
const flooded = ['410105', '410122', '410304', '410503', '410702', '410711', '411002'] as const
const elsewhere = ['310115', '330106', '440106', '510107'] as const

const placeOf = (places: readonly string[], n: number): string => places[n % places.length] ?? ''

/** Every step from acceptance to the end, as these traits make it, of the claim of this number. */
export function pathOf(traits: ClaimTraits, n: number): readonly Step[] {
  const path = [
    ...(traits.isReturned ? [requestDocuments, supplyDocuments(traits)] : []),
    accept,
    ...(traits.isComplex ? [triage] : []),
    ...(traits.isSurveyed ? [survey] : []),
  ]
  if (traits.isRefused) return [...path, refuse, { ...approve('supervisor'), name: 'approve-refusal' }]
  return [...path, review, assess(traits), approve(traits.approver), ...settled(traits, n)]
}

const accept: Step = {
  name: 'accept',
  type: 'AcceptClaim',
  who: 'intake-clerk',
  path: '/acceptance',
  body: { action: 'accept' },
  from: ['received'],
}

const requestDocuments: Step = {
  name: 'request-documents',
  type: 'RequestDocuments',
  who: 'intake-clerk',
  path: '/acceptance',
  body: {
    action: 'request-documents',
    items: [{ kind: 'other', reason: '请补充银行卡复印件', decidableWithout: false }],
  },
  from: ['received'],
}

const supplyDocuments = ({ filer }: ClaimTraits): Step => ({
  name: 'supply-documents',
  type: 'SupplyDocuments',
  who: filer,
  path: '/documents',
  body: { documents: [documentNamed('supplied-1', 'other')] },
  from: ['awaiting-documents'],
})

/** Large amounts wait for a reviewer to say how they go on. */
const triage: Step = {
  name: 'triage',
  type: 'TriageClaim',
  who: 'reviewer',
  path: '/triage',
  body: { needsSurvey: true },
  from: ['triaged'],
}

const survey: Step = {
  name: 'survey',
  type: 'ReportSurvey',
  who: 'surveyor',
  path: '/survey-reports',
  body: {
    evidence: ['scene-video', 'object-state', 'itemised-bills', 'hospital-contact', 'claimant-statement'],
    text: '现场查勘属实',
  },
  from: ['investigating'],
}

const review: Step = {
  name: 'review',
  type: 'FixLiability',
  who: 'reviewer',
  path: '/review',
  body: { action: 'fix-liability', parts: ['preliminary', 'detailed', 'risk'] },
  from: ['reviewing'],
}

const refuse: Step = {
  name: 'refuse',
  type: 'ProposeRefusal',
  who: 'reviewer',
  path: '/review',
  body: {
    action: 'propose-refusal',
    ground: 'not-covered',
    clause: '第五条(2)',
    evidence: [],
    reason: '不在保险责任范围内',
  },
  from: ['reviewing'],
}

const assess = ({ claimedFen }: ClaimTraits): Step => ({
  name: 'assess',
  type: 'AssessLoss',
  who: 'assessor',
  path: '/assessment',
  body: { items: [{ itemId: 'loss-1', claimedFen: String(claimedFen), notCoveredFen: '0' }], text: '按条款理算' },
  from: ['assessing'],
})

const approve = (who: Role): Step => ({
  name: 'approve',
  type: 'ApproveProposal',
  who,
  path: '/approvals',
  body: { action: 'approve' },
  from: ['awaiting-approval'],
  binds: true,
})

const settled = ({ filer }: ClaimTraits, n: number): readonly Step[] => [
  {
    name: 'agree',
    type: 'AgreeOffer',
    who: filer,
    path: '/settlement',
    body: { action: 'agree', identityChecked: true },
    from: ['offered'],
    binds: true,
  },
  {
    name: 'payees',
    type: 'FreezePayees',
    who: 'payment-clerk',
    path: '/payees',
    body: payeesOf(n),
    from: ['agreed'],
    binds: true,
  },
  {
    name: 'submit',
    type: 'SubmitPayments',
    who: 'payment-clerk',
    path: '/payments',
    body: { action: 'submit' },
    from: ['paying'],
    binds: true,
  },
  {
    name: 'check',
    type: 'CheckPayment',
    who: 'payment-checker',
    path: '/payments/1/check',
    body: { verdict: 'approve' },
    from: ['paying'],
    binds: true,
    pays: true,
  },
  {
    name: 'feedback',
    type: 'GiveFeedback',
    who: filer,
    path: '/feedback',
    body: { action: 'give', score: 9 },
    from: ['paid'],
  },
]

const cancel: Step = {
  name: 'cancel',
  type: 'CancelClaim',
  who: 'supervisor',
  path: '/cancellation',
  body: { because: 'test' },
  from: ['accepted', 'reviewing'],
}

/** Possible in every status and decides nothing: what it costs is what it costs to reach the claim. */
const contacts = (name: string, channel: string): Step => ({
  name,
  type: 'ChangeContacts',
  who: 'intake-clerk',
  method: 'PUT',
  path: '/contacts',
  body: { preferredChannels: [channel] },
  from: [],
})
