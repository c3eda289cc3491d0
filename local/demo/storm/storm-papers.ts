import { showFen } from '../../../domain/money.ts'
import { shortInstant } from '../sentences.ts'

interface Sums {
  readonly reported: number
  readonly estimatedFen: string
  readonly paid: number
  readonly paidFen: string
  readonly prepaid: number
  readonly prepaidFen: string
  readonly breached: number
}

interface Contacts {
  readonly tasks: number
  readonly contacted: number
  readonly missed: number
  readonly goOn: number
  readonly later: number
  readonly no: number
}

/** A bulletin in the edition for staff. */
export interface BulletinView {
  readonly n: number
  readonly publishedAt: string
  readonly dueAt: string
  readonly signedBy: string
  readonly figures: {
    readonly total: Sums
    readonly byLine: readonly (Sums & { readonly line: string })[]
    readonly contacts: Contacts
  }
}

export interface SummaryView {
  readonly timeline: readonly { readonly at: string; readonly what: string; readonly by: string | null }[]
  readonly targets: readonly {
    readonly target: string
    readonly dueAt: string | null
    readonly doneAt: string | null
    readonly state: string
  }[]
  readonly total: Sums
  readonly contacts: Contacts
  readonly lessons: readonly {
    readonly n: number
    readonly lesson: string
    readonly ownerId: string | null
    readonly dueOn: string | null
  }[]
  readonly openPoint: { readonly code: string; readonly message: string } | null
}

/** The bulletin as a colleague would read it aloud, a line each. */
export function bulletinLines({ n, publishedAt, signedBy, figures }: BulletinView): readonly string[] {
  return [
    `Bulletin ${n} (信息通报), ${shortInstant(publishedAt)}, signed by ${signedBy}`,
    `  ${sumsIn(figures.total)}`,
    ...figures.byLine.map(({ line, ...sums }) => `  of it ${line}: ${sumsIn(sums)}`),
    `  ${contactsIn(figures.contacts)}`,
  ]
}

/** The summary, with every target and whether it was met. */
export function summaryLines({ timeline, targets, total, contacts, lessons }: SummaryView): readonly string[] {
  return [
    'Summary (总结评估)',
    ...timeline.map(({ at, what, by }) => `  ${shortInstant(at)}  ${what}${by === null ? '' : ` (${by})`}`),
    `  ${sumsIn(total)}`,
    `  ${contactsIn(contacts)}`,
    ...targets.map(({ target, dueAt, state }) => `  ${target.padEnd(20)} ${state}${dueIn(dueAt)}`),
    ...lessons.map(({ n, lesson, ownerId, dueOn }) => `  lesson ${n}, ${ownerId} by ${dueOn}: ${lesson}`),
  ]
}

const dueIn = (dueAt: string | null): string => (dueAt === null ? '' : `, was due ${shortInstant(dueAt)}`)

const sumsIn = ({ reported, estimatedFen, paid, paidFen, prepaid, prepaidFen, breached }: Sums): string =>
  `${reported} claims, estimated at ${yuan(estimatedFen)}; ${yuan(paidFen)} paid on ${paid} of them, ` +
  `${yuan(prepaidFen)} of it in advance on ${prepaid}; ${breached} with a clock that was missed`

const contactsIn = ({ tasks, contacted, goOn, later, no }: Contacts): string =>
  `${contacted} of ${tasks} people spoken to: ${goOn} go on, ${later} later, ${no} no`

const yuan = (fen: string): string => `CNY ${showFen(Number(fen))}`
