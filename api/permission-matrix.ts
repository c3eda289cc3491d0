import type { Role } from '../domain/claim/codes.ts'
import { roles } from '../domain/claim/codes.ts'
import { commandTable } from '../domain/claim/command-table.ts'
import type { ClaimCommandType } from '../domain/claim/commands.ts'
import { callers, leaders, planners, reporters, reviewers } from './emergencies/responders.ts'
import { eventCommandRoles } from '../domain/emergency/event-commands.ts'

/**
 * Who may call a route. Routes with `:claimId` are besides bound to the claims the caller may see (access.ts); whether
 * the claim's status, limits and the separation of duties allow it, the claim itself decides.
 */
export interface RoutePolicy {
  /** `anyone` needs no token; `partner` proves itself by a signature over the body. */
  readonly who: readonly Role[] | 'anyone' | 'partner'
  /** Roles that may see names, numbers and texts in full, one by one and on record. */
  readonly reveals?: readonly Role[]
  /** What is asked there of a claim, one of these by the body; absent where it is no command, or any. */
  readonly commands?: readonly ClaimCommandType[]
}

const filers: readonly Role[] = ['integrator', 'claimant', 'intake-clerk']
const revealers: readonly Role[] = [
  'claimant',
  'intake-clerk',
  'reviewer',
  'surveyor',
  'assessor',
  'payment-clerk',
  'compliance',
  'dispute-handler',
]
const staff = roles.filter((role) => role !== 'integrator' && role !== 'claimant')
const deciders = rolesThatMay(['ApproveProposal', 'VoteProposal'])
/** They and who lets payments go. */
const secondPersons = rolesThatMay(['ApproveProposal', 'VoteProposal', 'CheckPayment'])

/** Every route and who may call it. A route that is missing here does not let the server start. */
export const permissionMatrix: Readonly<Record<string, RoutePolicy>> = {
  'GET /livez': { who: 'anyone' },
  'GET /readyz': { who: 'anyone' },
  'GET /openapi.json': { who: 'anyone' },
  'GET /docs/problems': { who: 'anyone' },
  'POST /v1/callbacks/bank': { who: 'partner' },
  'POST /v1/callbacks/messages': { who: 'partner' },

  'POST /v1/claims': whoMay('ReportClaim'),
  'POST /v1/claims/preview': { who: filers },
  'GET /v1/rules': { who: roles },
  'POST /v1/clocks/preview': { who: roles },
  'GET /v1/clocks': { who: staff },
  'GET /v1/calendars': { who: staff },
  'GET /v1/calendars/:version': { who: staff },
  'PUT /v1/calendars/:version': { who: ['calendar-officer'] },
  'GET /v1/claims': { who: roles },
  'POST /v1/claims/search': { who: staff },
  'GET /v1/work-items': { who: staff },
  'POST /v1/work-items/:itemId/done': { who: ['supervisor', 'branch-head', 'head-office', 'payment-clerk'] },
  'GET /v1/claims/:claimId': { who: roles, reveals: revealers },
  'GET /v1/claims/:claimId/events': { who: roles },
  'GET /v1/claims/:claimId/clocks': { who: roles },
  'GET /v1/claims/:claimId/next-actions': { who: roles },
  'PUT /v1/claims/:claimId/contacts': whoMay('ChangeContacts'),
  'POST /v1/claims/:claimId/assignment': whoMay('AssignClaim'),
  'POST /v1/claims/:claimId/interests': whoMay('DeclareInterest'),

  'POST /v1/claims/:claimId/filing': whoMay('FileClaim'),
  'POST /v1/claims/:claimId/acceptance': whoMay('StartCheck', 'AcceptClaim', 'RequestDocuments', 'ProposeDenial'),
  'POST /v1/claims/:claimId/document-requests': whoMay('RequestDocuments'),
  'POST /v1/claims/:claimId/documents': whoMay('SupplyDocuments'),
  'POST /v1/claims/:claimId/duplicate-check': whoMay('SuspectDuplicate', 'ResolveDuplicate'),
  'POST /v1/claims/:claimId/revival': whoMay('ReviveClaim'),
  'POST /v1/claims/:claimId/withdrawal': whoMay('WithdrawClaim'),
  'POST /v1/claims/:claimId/cancellation': whoMay('CancelClaim'),
  'POST /v1/claims/:claimId/relinking': whoMay('RelinkPolicy'),
  'POST /v1/claims/:claimId/reopening': whoMay('ReopenClaim'),
  'POST /v1/claims/:claimId/notices/:n/delivery': whoMay('RecordDelivery'),

  'POST /v1/claims/:claimId/triage': whoMay('TriageClaim'),
  'POST /v1/claims/:claimId/survey-reports': whoMay('ReportSurvey'),
  'POST /v1/claims/:claimId/review': whoMay(
    'RecordReview',
    'ProposeComplexity',
    'ConfirmComplexity',
    'FixLiability',
    'ProposeRefusal',
    'ProposeConcession',
  ),
  'POST /v1/claims/:claimId/assessment': whoMay('AssessLoss'),
  'POST /v1/claims/:claimId/reserve': whoMay('SetReserve'),
  'POST /v1/claims/:claimId/invoices': whoMay('RegisterInvoice'),
  'POST /v1/claims/:claimId/approvals': whoMay('ApproveProposal', 'ReturnProposal', 'VoteProposal'),
  'POST /v1/claims/:claimId/approvals/preview': { who: deciders },
  'POST /v1/claims/:claimId/prepayments/:n/approval/preview': { who: rolesThatMay(['DecidePrepayment']) },
  'POST /v1/claims/:claimId/compensations/:n/approval/preview': { who: rolesThatMay(['ApproveCompensation']) },
  'POST /v1/claims/:claimId/reserve/preview': { who: rolesThatMay(['SetReserve']) },
  'POST /v1/claims/:claimId/recoveries/:n/write-off/preview': { who: rolesThatMay(['WriteOffRecovery']) },
  'POST /v1/claims/:claimId/payments/:n/check/preview': { who: rolesThatMay(['CheckPayment']) },
  'POST /v1/claims/:claimId/disputes/decision/preview': { who: rolesThatMay(['DecideDispute']) },
  'POST /v1/claims/:claimId/disputes/adjudication/preview': { who: rolesThatMay(['AdjudicateDispute']) },
  'GET /v1/approvals': { who: secondPersons },
  'POST /v1/approvals/batch': { who: secondPersons },
  'GET /v1/authority-limits': { who: staff },
  'PUT /v1/authority-limits': { who: ['security-admin'] },
  'GET /v1/delegations': { who: deciders },
  'PUT /v1/delegations': { who: rolesThatMay(['ApproveProposal']) },

  'POST /v1/emergencies': { who: eventCommandRoles.ReportIncident },
  'POST /v1/emergencies/:eventId/declaration': { who: eventCommandRoles.DeclareEvent },
  'POST /v1/emergencies/:eventId/level': { who: eventCommandRoles.SetLevel },
  'POST /v1/emergencies/:eventId/measures': { who: eventCommandRoles.SetMeasures },
  'POST /v1/emergencies/:eventId/zone': { who: eventCommandRoles.SetZone },
  'POST /v1/emergencies/:eventId/end': { who: eventCommandRoles.EndEvent },
  'POST /v1/emergencies/:eventId/review': { who: eventCommandRoles.ReviewEvent },
  'GET /v1/emergencies': { who: staff },
  'GET /v1/emergencies/:eventId': { who: staff },
  'GET /v1/emergencies/:eventId/progress': { who: staff },
  'GET /v1/emergencies/:eventId/claims': { who: staff },

  'POST /v1/claims/:claimId/settlement': whoMay('AgreeOffer', 'DisagreeOffer'),
  'POST /v1/claims/:claimId/payees': whoMay('FreezePayees'),
  'POST /v1/claims/:claimId/payments': whoMay('SubmitPayments'),
  'POST /v1/claims/:claimId/payments/:n/check': whoMay('CheckPayment'),
  'POST /v1/claims/:claimId/prepayments': whoMay('RequestPrepayment', 'AnswerAdvance'),
  'POST /v1/claims/:claimId/prepayments/:n/approval': whoMay('DecidePrepayment'),
  'POST /v1/claims/:claimId/recoveries': whoMay('OpenRecovery'),
  'POST /v1/claims/:claimId/recoveries/:n/receipts': whoMay('RecordRecoveryReceipt'),
  'POST /v1/claims/:claimId/recoveries/:n/write-off': whoMay('WriteOffRecovery'),
  'POST /v1/claims/:claimId/payees/thaw': whoMay('UnfreezePayees'),
  'POST /v1/claims/:claimId/payments/:n/screening': whoMay('DecideScreening'),
  'POST /v1/claims/:claimId/objections': whoMay('RecordObjection', 'AnswerObjection'),
  'POST /v1/claims/:claimId/rescue-notices': whoMay('NoteRescue'),
  'POST /v1/claims/:claimId/payments/:n/account': whoMay('NameNewAccount'),
  'POST /v1/claims/:claimId/payments/:n/contact-tries': whoMay('RecordContactTry'),
  'POST /v1/claims/:claimId/compensations/:n/approval': whoMay('ApproveCompensation'),
  'POST /v1/claims/:claimId/feedback': whoMay('GiveFeedback', 'AnswerFeedback'),

  'POST /v1/claims/:claimId/disputes': whoMay('RaiseDispute'),
  'POST /v1/claims/:claimId/disputes/investigation': whoMay('InvestigateDispute'),
  'POST /v1/claims/:claimId/disputes/appraisals': whoMay('AppointAssessor', 'RecordAppraisal'),
  'POST /v1/claims/:claimId/disputes/evaluation': whoMay('EvaluateDispute'),
  'POST /v1/claims/:claimId/disputes/decision': whoMay('DecideDispute'),
  'POST /v1/claims/:claimId/disputes/mediation': whoMay('StartMediation', 'EndMediation'),
  'POST /v1/claims/:claimId/disputes/adjudication': whoMay('AdjudicateDispute'),
  'POST /v1/claims/:claimId/disputes/litigation': whoMay('FileLitigation', 'RecordCourtDate', 'RecordJudgment'),

  'POST /v1/claims/:claimId/escalations/:n/acknowledgement': whoMay('AcknowledgeEscalation'),

  'POST /v1/claims/:claimId/holds': whoMay('RaiseHold', 'ConfirmHold'),
  'POST /v1/claims/:claimId/holds/release': whoMay('ReleaseHold'),
  'POST /v1/claims/:claimId/holds/proof': whoMay('ProveFraud'),
  'POST /v1/claims/:claimId/countersignature': whoMay('CountersignProposal'),
  'POST /v1/claims/:claimId/non-disclosure': whoMay('RecordNonDisclosure'),
  'POST /v1/claims/:claimId/rescission': whoMay('ServeRescission'),

  'POST /v1/claims/:claimId/emergencies': whoMay('JoinEvent', 'LeaveEvent'),
  'POST /v1/claims/:claimId/green-channel': whoMay('GrantGreenChannel'),
  'POST /v1/claims/:claimId/first-contact': whoMay('RecordContact'),

  'GET /v1/duty-rosters/:branch': { who: staff },
  'PUT /v1/duty-rosters/:branch': { who: ['supervisor', 'branch-head', 'head-office', 'security-admin'] },

  'GET /v1/response-plans': { who: staff },
  'GET /v1/response-plans/:planId': { who: staff },
  'PUT /v1/response-plans/:planId': { who: planners },
  'GET /v1/emergencies/:eventId/response': { who: staff },
  'POST /v1/emergencies/:eventId/response': { who: staff },
  'GET /v1/emergencies/:eventId/searches': { who: staff },
  'POST /v1/emergencies/:eventId/searches': { who: leaders },
  'GET /v1/emergencies/:eventId/lists': { who: staff },
  'POST /v1/emergencies/:eventId/lists': { who: callers },
  'GET /v1/emergencies/:eventId/contacts': { who: callers },
  'GET /v1/emergencies/:eventId/contacts/:personId': { who: callers },
  'POST /v1/emergencies/:eventId/contacts/:personId/calls': { who: callers },
  'POST /v1/emergencies/:eventId/contacts/:personId/claim': { who: ['customer-support'] },
  'GET /v1/emergencies/:eventId/bulletins': { who: roles },
  'POST /v1/emergencies/:eventId/bulletins': { who: leaders },
  'GET /v1/emergencies/:eventId/report': { who: reporters },
  'POST /v1/emergencies/:eventId/report': { who: reporters },
  'GET /v1/emergencies/:eventId/summary': { who: staff },
  'POST /v1/emergencies/:eventId/summary': { who: reviewers },

  // One door for all facts: the command behind the name says who may.
  'POST /v1/claims/:claimId/signals/:name': { who: roles },
  // Mounted in local mode only.
  'POST /v1/claims/:claimId/fast-forward': { who: roles },
}

/** The documentation's own pages and pictures: the swagger-ui plugin names them. */
export const publicFolders: readonly string[] = ['/docs']

/** A route of one or several commands is open to whoever may give one of them; the domain's table is the only truth. */
function whoMay(...commands: readonly ClaimCommandType[]): RoutePolicy {
  return { who: rolesThatMay(commands), commands }
}

/** The roles that may give one of the commands at least. */
export function rolesThatMay(commands: readonly ClaimCommandType[]): Role[] {
  return roles.filter((role) => commands.some((command) => commandTable[command].roles.includes(role)))
}
