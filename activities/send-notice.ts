import { ApplicationFailure } from '@temporalio/common'
import type { NoticeChannel } from '../domain/claim/codes.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import type { NoticeRecipient } from '../domain/claim/notice.ts'
import { noticeReference } from '../domain/claim/notice-reference.ts'
import type { DutyRoster } from '../domain/duty/roster.ts'
import { personOnDuty } from '../domain/duty/roster.ts'
import { dateOf } from '../domain/time.ts'
import type { ClaimActivities } from '../workflows/claim-contract.ts'
import { GatewayRefused } from './gateways/http-call.ts'
import type { Message, MessageGateway } from './gateways/message-gateway.ts'
import type { NoticeDetails } from './notice-details.ts'
import { noticeDetails } from './notice-details.ts'
import type { NoticeLanguage } from './notice-templates/notice-text.ts'
import { noticeTextsVersion } from './notice-templates/notice-text.ts'
import { renderNotice } from './notice-templates/render-notice.ts'

type Order = Parameters<ClaimActivities['sendNotice']>[0]

export interface NoticeDesk {
  readonly messages: MessageGateway
  readonly readEvents: (claimId: string) => Promise<readonly ClaimEvent[]>
  /** Address of the claimant on a channel, and the language he reads; null when none is known. */
  readonly contactOf: (claimId: string, channel: NoticeChannel) => Promise<Contact | null>
  /** Duty rosters of a branch and of those above it, nearest first. */
  readonly rostersFor: (branch: string) => Promise<readonly DutyRoster[]>
  /** A free text by its id. */
  readonly readText: (claimId: string, textId: string) => Promise<string>
}

export interface Contact {
  readonly to: string
  readonly language: NoticeLanguage
}

/**
 * Renders the notice and hands it to the message provider. The reference is made of claim and number, so a repeat is the
 * same message. Personal data goes from the vault to the provider and nowhere else.
 */
export async function sendNotice(order: Order, desk: NoticeDesk): Promise<Sent> {
  const { claimId, notice } = order
  const { channel } = notice
  if (channel === 'by-hand') throw noContact('a notice handed over by hand is not sent')
  const events = await desk.readEvents(claimId)
  const details = noticeDetails(notice, events)
  if (details === null) throw new Error(`notice ${notice.n} of ${claimId} is not on record yet`)
  const { ownerId, variant, ...said } = details
  const { to, language, person } = await addresseeOf(order, ownerId, desk)
  const given = { claimId, ...(await withTexts(claimId, said, desk)) }
  const body = renderNotice(notice.kind, given, { language, variant })
  const reference = noticeReference({ claimId, n: notice.n })
  const message = { reference, channel, to, template: notice.kind, language, body }
  const isWithheld = notice.audience === 'claimant' && isExercised(events)
  const { messageId } = isWithheld ? { messageId: `exercise-${reference}` } : await send(message, desk.messages)
  const template = { version: noticeTextsVersion, variant, language }
  return { messageId, template, ...(person === undefined ? {} : { to: person }) }
}

/** What an exercise writes to a customer is written and does not leave; a colleague hands it over who plays him. */
const isExercised = (events: readonly ClaimEvent[]): boolean =>
  events.some((event) => event.type === 'EventApplied' && event.word.drill && event.joins !== 'not')

type Sent = Awaited<ReturnType<ClaimActivities['sendNotice']>>
type Addressee = Contact & { readonly person?: NoticeRecipient }

/**
 * Colleagues are told in person where the roster names one for the day the notice was ordered, else at their role's
 * post; claimants at the address they gave for the channel.
 */
async function addresseeOf(
  { claimId, branch, notice }: Order,
  ownerId: string | undefined,
  desk: NoticeDesk,
): Promise<Addressee> {
  const { audience, channel, orderedAt } = notice
  if (audience !== 'claimant') {
    const rosters = await desk.rostersFor(branch)
    const person = personOnDuty(rosters, { role: audience, day: dateOf(orderedAt), ownerId })
    if (person === null) return { to: `${audience}:${branch}`, language: 'zh' }
    return { to: person.personId, language: 'zh', person }
  }
  const contact = await desk.contactOf(claimId, channel)
  if (contact === null) throw noContact(`the claimant gave no address for ${channel}`)
  return contact
}

async function withTexts(
  claimId: string,
  { items, reasonTextId, ...details }: Pick<NoticeDetails, 'facts' | 'documents' | 'items' | 'reasonTextId'>,
  desk: NoticeDesk,
) {
  const read = (textId: string): Promise<string> => desk.readText(claimId, textId)
  const reasons = await Promise.all((items ?? []).map(({ reasonTextId }) => read(reasonTextId)))
  return {
    ...details,
    ...(items && { items: items.map(({ kind }, index) => ({ kind, reason: reasons[index] })) }),
    ...(reasonTextId !== undefined && { reason: await read(reasonTextId) }),
  }
}

async function send(message: Message, messages: MessageGateway): Promise<{ readonly messageId: string }> {
  try {
    return await messages.send(message)
  } catch (error) {
    // The provider will not take this message on this channel however often it is asked: the next channel may.
    if (error instanceof GatewayRefused) throw ApplicationFailure.nonRetryable(error.message, 'NOTICE_REFUSED')
    throw error
  }
}

const noContact = (why: string): ApplicationFailure => ApplicationFailure.nonRetryable(why, 'NO_CONTACT')
