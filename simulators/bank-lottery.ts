import { createHash } from 'node:crypto'
import { z } from 'zod'

const perMille = z.int().min(0).max(1_000).default(0)
const dayMs = 86_400_000

/**
 * What happens by chance, in thousandths, to each transfer that no rule of its own is meant for. The seed and the
 * reference alone decide, so that a run can be told again whatever came first.
 */
export const mix = z
  .strictObject({
    seed: z.int().min(0).max(0xffff_ffff),
    accountClosed: perMille,
    nameMismatch: perMille,
    bankLimit: perMille,
    otherReason: perMille,
    /** Taken back before it is credited. */
    recalled: perMille,
    /** Settles and comes back after `returnAfterMs`. */
    returned: perMille,
    returnAfterMs: z.int().min(0).max(dayMs).default(1_000),
    /** Booked, and the connection is cut. */
    loseAnswers: perMille,
    /** Booked, and never answered. */
    hangAfterAccept: perMille,
    /** Not booked and never answered, the first time it comes. */
    refuseThenHang: perMille,
    /** Settles or fails up to so much later. */
    spreadMs: z.int().min(0).max(dayMs).default(0),
    /** Receipts: lost for good, sent twice, and held back by up to `receiptSpreadMs`, so that they pass each other. */
    loseReceipts: perMille,
    doubleReceipts: perMille,
    receiptSpreadMs: z.int().min(0).max(dayMs).default(0),
  })
  .refine(
    ({ accountClosed, nameMismatch, bankLimit, otherReason, recalled, returned }) =>
      accountClosed + nameMismatch + bankLimit + otherReason + recalled + returned <= 1_000,
    { message: 'a transfer has one end: the shares of the six ends are 1,000 at most' },
  )
  .refine(
    ({ loseAnswers, hangAfterAccept, refuseThenHang }) => loseAnswers + hangAfterAccept + refuseThenHang <= 1_000,
    { message: 'a call has one answer: the shares of the three troubles are 1,000 at most' },
  )

export type Mix = z.infer<typeof mix>

export type End = (typeof ends)[number]
export type Trouble = (typeof troubles)[number]

const ends = ['accountClosed', 'nameMismatch', 'bankLimit', 'otherReason', 'recalled', 'returned'] as const
const troubles = ['loseAnswers', 'hangAfterAccept', 'refuseThenHang'] as const

export const drawEnd = (drawn: Mix, reference: string): End | undefined => draw(drawn, ends, ['end', reference])

export const drawTrouble = (drawn: Mix, reference: string): Trouble | undefined =>
  draw(drawn, troubles, ['answer', reference])

/** A time below `spreadMs`, its own for each thing that is drawn for. */
export const drawDelay = ({ seed }: Pick<Mix, 'seed'>, spreadMs: number, what: string): number =>
  Math.floor(chance(seed, ['delay', what]) * spreadMs)

/** What becomes of a receipt: how often it is sent, and how long it is held back. */
export function drawReceipt(drawn: Mix, receipt: string): { copies: number; delayMs: number } {
  const fate = draw(drawn, ['loseReceipts', 'doubleReceipts'] as const, ['receipt', receipt])
  const copies = fate === 'loseReceipts' ? 0 : fate === 'doubleReceipts' ? 2 : 1
  return { copies, delayMs: drawDelay(drawn, drawn.receiptSpreadMs, receipt) }
}

function draw<Name extends keyof Mix>(drawn: Mix, names: readonly Name[], what: readonly string[]): Name | undefined {
  let lot = chance(drawn.seed, what) * 1_000
  for (const name of names) {
    lot -= drawn[name]
    if (lot < 0) return name
  }
  return undefined
}

/** From 0 to below 1, even, and always the same for the same. */
function chance(seed: number, what: readonly string[]): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, ...what]))
    .digest()
  return digest.readUInt32BE(0) / 4_294_967_296
}
