import { ApplicationFailure } from '@temporalio/common'
import type { NoticeChannel } from '../domain/claim/codes.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import { noticeReference } from '../domain/claim/notice-reference.ts'
import type { ClaimActivities } from '../workflows/claim-contract.ts'
import { GatewayRefused } from './gateways/http-call.ts'
import type { Message, MessageGateway } from './gateways/message-gateway.ts'
import type { NoticeDetails } from './notice-details.ts'
import { noticeDetails } from './notice-details.ts'
import type { NoticeLanguage } from './notice-templates/notice-text.ts'
import { renderNotice } from './notice-templates/render-notice.ts'

type Order = Parameters<ClaimActivities['sendNotice']>[0]

export interface NoticeDesk {
  readonly messages: MessageGateway
  readonly readEvents: (claimId: string) => Promise<readonly ClaimEvent[]>
  /** Address of the claimant on a channel, and the language he reads; null when none is known. */
  readonly contactOf: (claimId: string, channel: NoticeChannel) => Promise<Contact | null>
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
export async function sendNotice(order: Order, desk: NoticeDesk): Promise<{ readonly messageId: string }> {
  const { claimId, notice } = order
  const { channel } = notice
  if (channel === 'by-hand') throw noContact('a notice handed over by hand is not sent')
  const details = noticeDetails(notice, await desk.readEvents(claimId))
  if (details === null) throw new Error(`notice ${notice.n} of ${claimId} is not on record yet`)
  const { to, language } = await addresseeOf(order, desk)
  const body = renderNotice(notice.kind, { claimId, ...(await withTexts(claimId, details, desk)) }, language)
  const reference = noticeReference({ claimId, n: notice.n })
  return send({ reference, channel, to, template: notice.kind, language, body }, desk.messages)
}

/** Colleagues are told by their post, claimants at the address they gave for the channel. */
async function addresseeOf({ claimId, branch, notice }: Order, desk: NoticeDesk): Promise<Contact> {
  if (notice.audience !== 'claimant') return { to: `${notice.audience}:${branch}`, language: 'zh' }
  const contact = await desk.contactOf(claimId, notice.channel)
  if (contact === null) throw noContact(`the claimant gave no address for ${notice.channel}`)
  return contact
}

async function withTexts(claimId: string, { items, reasonTextId, ...details }: NoticeDetails, desk: NoticeDesk) {
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
