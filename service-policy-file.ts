import { z } from 'zod'

import { defaultLadder } from './domain/authority.ts'
import { claimChannels, claimLines } from './domain/claim/codes.ts'
import type { ClockId } from './domain/clocks/clock.ts'
import type { ClockPromise } from './domain/clocks/promise.ts'
import { currentRules, ruleBook } from './domain/rules.ts'
import type { ServicePolicy } from './domain/service-policy.ts'
import { defaultServicePolicy } from './domain/service-policy.ts'
import { servicePolicyFaults } from './domain/service-policy-faults.ts'
import { readJson } from './json-file.ts'

/** A variable that names a file with the insurer's service policy; without the variable, the one that is built in. */
export const servicePolicyFile = z
  .string()
  .min(1)
  .transform(readJson)
  .pipe(z.lazy((): z.ZodType<ServicePolicy> => servicePolicyShape))
  .default(defaultServicePolicy)

const { clocks } = ruleBook(currentRules)
const {
  report,
  supplement,
  denialFallbackHours,
  survey,
  offer,
  feedback,
  smallClaim,
  lanes,
  undeliveredWorkingDays,
  payment,
  compensation,
  lifetimeDays,
  aml,
  escalation: { answerHours },
  targets: { laneWorkingDays, approvalWorkingDays },
  fraud,
} = defaultServicePolicy

/** Days, hours or minutes. */
const length = z.int().min(1).max(3_660)
const fen = z.int().min(0)
const percents = z.array(z.int().min(1).max(99)).max(9).readonly()

const closing = z.strictObject({ branchPrefix: z.string().regex(/^(\d{2}){1,3}$/), at: z.string() })

const promise = z
  .strictObject({
    clock: z.enum(Object.keys(clocks) as [ClockId, ...ClockId[]]),
    /** What is no length is refused with the rule it is for. */
    length: z.number(),
    lines: z.array(z.enum(claimLines)).min(1).readonly().exactOptional(),
    channels: z.array(z.enum(claimChannels)).min(1).readonly().exactOptional(),
    customers: z.enum(['individual', 'group']).exactOptional(),
  })
  .readonly() satisfies z.ZodType<ClockPromise>

const level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)])
const limit = fen.nullable()
const ladderStep = z
  .strictObject({
    level,
    paymentFen: limit,
    refusalFen: limit,
    prepaymentFen: limit.exactOptional(),
    reserveFen: limit.exactOptional(),
  })
  .readonly()

/** Of what is not named, the default counts: field by field. */
const servicePolicyShape = z
  .strictObject({
    version: z
      .string()
      .regex(
        /^(?!default-)[a-z0-9][a-z0-9.-]{0,63}$/,
        'expected a short name such as acme-2027-1, not one of the default',
      ),
    report: group({
      remindAfterDays: z.array(length).max(9).readonly().default(report.remindAfterDays),
      dormantAfterDays: length.default(report.dormantAfterDays),
    }),
    supplement: group({
      workingDays: length.default(supplement.workingDays),
      extensionWorkingDays: length.default(supplement.extensionWorkingDays),
      remindAtPercent: percents.default(supplement.remindAtPercent),
    }),
    denialFallbackHours: length.default(denialFallbackHours),
    survey: group({
      targetWorkingDays: length.default(survey.targetWorkingDays),
      required: z.enum(['by-rule', 'always', 'never']).default(survey.required),
    }),
    offer: group({
      silenceWorkingDays: length.default(offer.silenceWorkingDays),
      remindAtPercent: percents.default(offer.remindAtPercent),
    }),
    feedback: group({
      silentDays: length.default(feedback.silentDays),
      goodScore: z.int().min(1).max(10).default(feedback.goodScore),
    }),
    smallClaim: group({
      medicalFen: fen.default(smallClaim.medicalFen),
      motorFen: fen.default(smallClaim.motorFen),
      /** Switched on by naming it: that a machine decides is for the insurer to choose. */
      systemApproval: z
        .strictObject({ samplePercent: z.int().min(1).max(100).default(5) })
        .readonly()
        .exactOptional(),
    }),
    lanes: group({
      simpleUpToFen: fen.default(lanes.simpleUpToFen),
      complexAboveFen: fen.default(lanes.complexAboveFen),
    }),
    undeliveredWorkingDays: length.default(undeliveredWorkingDays),
    payment: group({
      queryAfterMinutes: z.tuple([length], length).readonly().default(payment.queryAfterMinutes),
      humanAfterMinutes: length.default(payment.humanAfterMinutes),
      retryAfterMinutes: z.array(length).max(9).readonly().default(payment.retryAfterMinutes),
      sameRailTimes: z.int().min(0).max(9).default(payment.sameRailTimes),
      contactHours: z.int().min(1).max(24).default(payment.contactHours),
      contactTries: z.int().min(1).max(9).default(payment.contactTries),
      outstandingDays: length.default(payment.outstandingDays),
    }),
    compensation: group({
      annualBasisPoints: z.int().min(1).max(10_000).default(compensation.annualBasisPoints),
    }),
    promises: z.array(promise).max(100).readonly().exactOptional(),
    longerContractPeriods: z.boolean().exactOptional(),
    closeOfBusiness: z.array(closing).max(1_000).readonly().exactOptional(),
    lifetimeDays: length.default(lifetimeDays),
    aml: group({ identifyFromFen: fen.default(aml.identifyFromFen) }),
    ladder: z.array(ladderStep).min(1).max(5).readonly().default(defaultLadder),
    targets: group({
      laneWorkingDays: group({
        small: length.default(laneWorkingDays.small),
        simple: length.default(laneWorkingDays.simple),
        standard: length.default(laneWorkingDays.standard),
        complex: length.default(laneWorkingDays.complex),
      }),
      approvalWorkingDays: length.default(approvalWorkingDays),
    }),
    escalation: group({
      answerHours: group({
        'at-risk': length.default(answerHours['at-risk']),
        due: length.default(answerHours.due),
        late: length.default(answerHours.late),
      }),
    }),
    fraud: group({
      askAboveFen: fen.default(fraud.askAboveFen),
      youngPolicyDays: length.default(fraud.youngPolicyDays),
      holdFromPoints: z.int().min(1).max(50_000).default(fraud.holdFromPoints),
    }),
  })
  .superRefine((policy, found) => {
    for (const { path, message } of servicePolicyFaults(policy, clocks))
      found.addIssue({ code: 'custom', path: [...path], message })
  })
  .readonly() satisfies z.ZodType<ServicePolicy>

/** Fields that are left out one by one, or all together. */
function group<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .strictObject(shape)
    .readonly()
    .prefault({} as never)
}
