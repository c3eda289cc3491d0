/** Product lines (险种). */
export const claimLines = [
  'medical',
  'critical-illness',
  'accident',
  'life',
  'motor-compulsory',
  'motor',
  'household-property',
  'commercial-property',
  'liability',
  'agriculture',
  'travel',
] as const
export type ClaimLine = (typeof claimLines)[number]

/** How the claim reached us (报案渠道). */
export const claimChannels = ['app', 'web', 'wechat', 'phone', 'counter', 'agent', 'email'] as const
export type ClaimChannel = (typeof claimChannels)[number]

/** Ways to reach a customer or colleague with a notice. */
export const noticeChannels = ['app', 'wechat', 'sms', 'email', 'phone', 'post', 'by-hand', 'staff'] as const
export type NoticeChannel = (typeof noticeChannels)[number]

/** What happened (出险原因). Codes only: the story in words is personal data and stays out of the workflow. */
export const lossCauses = [
  'illness',
  'accident',
  'traffic',
  'fire',
  'rainstorm',
  'flood',
  'earthquake',
  'theft',
  'crop-loss',
  'livestock-loss',
  'third-party-injury',
  'death',
  'other',
] as const
export type LossCause = (typeof lossCauses)[number]

/** Kinds of evidence (索赔材料). */
export const documentKinds = [
  'claim-form',
  'identity',
  'policy-original',
  'medical-record',
  'medical-invoice',
  'diagnosis',
  'accident-proof',
  'death-certificate',
  'disability-appraisal',
  'traffic-report',
  'photos',
  'loss-list',
  'repair-invoice',
  'crop-survey',
  'third-party-statement',
  'liability-document',
  'bank-account',
  'relationship-proof',
  'committee-paper',
  'government-list',
  'other',
  'mandate',
  'assignment-deed',
  'payment-proof',
] as const
export type DocumentKind = (typeof documentKinds)[number]

/** Lanes a claim is worked in (理赔通道), from the lightest: critical illness paid in one day (重疾一日赔) is worked first of all. */
export const claimLanes = ['CI-1-day', 'small', 'simple', 'standard', 'complex'] as const
export type ClaimLane = (typeof claimLanes)[number]

export const roles = [
  'integrator',
  'claimant',
  'intake-clerk',
  'reviewer',
  'surveyor',
  'assessor',
  'approver',
  'supervisor',
  'branch-head',
  'head-office',
  'committee',
  'payment-clerk',
  'payment-checker',
  'compliance',
  'sre',
  'security-admin',
  'calendar-officer',
  'dispute-handler',
  'siu-investigator',
  'emergency-commander',
  'disposal-team',
  'customer-support',
  'logistics',
] as const
export type Role = (typeof roles)[number]

/** Roles with a step of the claim, who may be its named owner: everyone with a queue of his own, and those who decide. */
export const ownerRoles = [
  'intake-clerk',
  'reviewer',
  'surveyor',
  'assessor',
  'approver',
  'supervisor',
  'branch-head',
  'head-office',
  'payment-clerk',
  'payment-checker',
] as const satisfies readonly Role[]

/** Roles that decide, and so may stand in for any step. */
export const decisionMakers: readonly Role[] = ['approver', 'supervisor', 'branch-head', 'head-office']

/** Why a claim stood under the wrong policy (#53): the filer's slip, ours, or a number the insurer has replaced. */
export const relinkReasons = ['named-wrongly', 'entered-wrongly', 'renumbered'] as const
export type RelinkReason = (typeof relinkReasons)[number]

/** Grounds on which a claim may be refused: a closed list, each with its condition (see refusal.ts). */
export const refusalGrounds = [
  'no-policy',
  'not-in-force',
  'not-covered',
  'exclusion',
  'waiting-period',
  'false-material',
  'non-disclosure',
  'event-never-happened',
] as const
export type RefusalGround = (typeof refusalGrounds)[number]

/**
 * Why money is paid in advance (预付理由): treatment goes on, the loss is large and slow to fix, day 60 is near (Insurance Law 25), or
 * an event or the green channel promises it.
 */
export const prepaymentReasons = ['unfinished-treatment', 'big-loss', 'day-60', 'emergency'] as const
export type PrepaymentReason = (typeof prepaymentReasons)[number]

/** Why money should come back (追偿事由), see recovery.ts. */
export const recoveryCauses = ['overpaid', 'fraud', 'subrogation', 'salvage', 'clawback'] as const
export type RecoveryCause = (typeof recoveryCauses)[number]

/** What became of a try to reach a payee (联系领款人): `refused` is who does not want the money. */
export const contactOutcomes = ['reached', 'unreachable', 'refused'] as const
export type ContactOutcome = (typeof contactOutcomes)[number]
/** Why a supervisor reopens a claim (#69). A dispute that was won reopens it by its own decision, a payment that came back by itself. */
export const reopenReasons = ['new-evidence', 'insurer-error'] as const
export type ReopenReason = (typeof reopenReasons)[number]

/** Where somebody goes who does not accept what the insurer decided (诉讼或仲裁). */
export const disputeForums = ['court', 'arbitration'] as const
export type DisputeForum = (typeof disputeForums)[number]

/** What a date of a court or a tribunal is for. Nobody computes them: they are kept by hand. */
export const courtDateKinds = ['answer', 'evidence', 'hearing', 'appeal', 'performance'] as const
export type CourtDateKind = (typeof courtDateKinds)[number]
/** How a loss was looked at (查勘方式): at the place, over photos and video, or by another insurer whose report is taken over. */
export const surveyManners = ['on-site', 'remote', 'recognised'] as const
export type SurveyManner = (typeof surveyManners)[number]

/** Limits of a medical policy that an event lifts (取消限制): the list of hospitals, and what the insured pays of his own. */
export const liftableLimits = ['hospital', 'self-pay'] as const
export type LiftableLimit = (typeof liftableLimits)[number]
