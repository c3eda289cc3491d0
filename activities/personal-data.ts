import { ApplicationFailure } from '@temporalio/common'
import type { Database } from '../db/database.ts'
import type { PartyDetails } from '../db/parties.ts'
import { readParties, readParty } from '../db/parties.ts'
import { readTexts } from '../db/texts.ts'
import type { Vault } from '../db/vault.ts'
import type { NoticeChannel } from '../domain/claim/codes.ts'
import type { TransferOrder } from './gateways/bank-gateway.ts'
import type { ScreenedPerson } from './gateways/screening-gateway.ts'
import { screenedPersons } from './screened-persons.ts'
import type { Contact } from './send-notice.ts'

/** Reads what the partners must know and nobody else: each answer goes to one gateway and is forgotten. */
export interface PersonalData {
  readonly contactOf: (claimId: string, channel: NoticeChannel) => Promise<Contact | null>
  readonly policyNumberOf: (claimId: string, policyId: string) => Promise<string | null>
  readonly accountOf: (claimId: string, payeeId: string) => Promise<TransferOrder['account']>
  /**
   * Whom a screening asks about: the payee, and who takes the money for him where the account is another's. `namedAs` is the
   * party he was named as, where `payeeId` is another account of his.
   */
  readonly payeeOf: (claimId: string, payeeId: string, namedAs?: string) => Promise<readonly ScreenedPerson[]>
  readonly readText: (claimId: string, textId: string) => Promise<string>
}

export function openPersonalData(db: Database, vault: Vault): PersonalData {
  return {
    async contactOf(claimId, channel) {
      const parties = await readParties(db, vault, claimId)
      const claimant = parties.findLast(({ kind }) => kind === 'claimant')
      const contact = parties.find(({ kind }) => kind === 'contact')
      const to = addressOn(channel, { ...claimant?.details, ...contact?.details }, claimant?.personId)
      return to === undefined ? null : { to, language: 'zh' }
    },
    async policyNumberOf(claimId, policyId) {
      const policy = await readParty(db, vault, claimId, policyId)
      return policy?.details.policyNo ?? null
    },
    async accountOf(claimId, payeeId) {
      const payee = await readParty(db, vault, claimId, payeeId)
      if (payee?.details.account !== undefined) return payee.details.account
      throw ApplicationFailure.nonRetryable(`payee ${payeeId} of ${claimId} has no account`, 'NO_ACCOUNT')
    },
    async payeeOf(claimId, payeeId, namedAs) {
      const account = await readParty(db, vault, claimId, payeeId)
      const named = namedAs === undefined ? null : await readParty(db, vault, claimId, namedAs)
      const persons = screenedPersons(account?.details ?? {}, named?.details)
      if (persons !== null) return persons
      throw ApplicationFailure.nonRetryable(`payee ${payeeId} of ${claimId} has no name`, 'NO_ACCOUNT')
    },
    async readText(claimId, textId) {
      const [found] = await readTexts(db, vault, claimId, [textId])
      if (found === undefined) throw new Error(`text ${textId} of ${claimId} is not stored`)
      return found.text
    },
  }
}

/** Messages of the app and of WeChat go to the account, which the person's opaque id names. */
function addressOn(channel: NoticeChannel, details: PartyDetails, personId: string | undefined): string | undefined {
  switch (channel) {
    case 'sms':
    case 'phone':
      return details.phone
    case 'email':
      return details.email
    case 'post':
      return details.address
    case 'app':
    case 'wechat':
      return personId
    case 'by-hand':
    case 'staff':
      return undefined
  }
}
