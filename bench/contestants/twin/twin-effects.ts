import type { Pool } from 'pg'

import { termsOf } from '../../../activities/policy-terms.ts'
import { openPlainPartners } from '../../../activities/process/partners.ts'
import type { TwinEffects } from './twin-contract.ts'
import { noticeReference, paymentReference } from './twin-contract.ts'
import type { TwinPlace } from './twin-place.ts'

/** The effects over Lipei's own gateways, so that a call costs a twin what it costs Lipei; of rows only the payment's. */
export function createEffects({ name, partners }: TwinPlace, pool: Pool): TwinEffects {
  const { policies, messages, bank } = openPlainPartners(partners)
  return {
    async lookUpPolicy() {
      const policy = await policies.findPolicy('P-MED-0001', '2026-08-01')
      return policy === 'unknown' ? null : termsOf(policy)
    },
    async findDuplicate(claimId) {
      const look = `select from ${name}.payments where reference = $1`
      const { rowCount } = await pool.query(look, [paymentReference(claimId)])
      return rowCount === 1
    },
    sendNotice(place) {
      const reference = noticeReference(place)
      return messages.send({ reference, channel: 'app', to: 'per_example', template: 'notice', language: 'zh', body })
    },
    async preparePayment(claimId) {
      const reference = paymentReference(claimId)
      const write = `insert into ${name}.payments (reference, claim_id, amount_fen) values ($1, $2, $3)
        on conflict do nothing`
      await pool.query(write, [reference, claimId, amountFen])
      const { state } = await bank.findTransfer(reference)
      return { answer: state }
    },
    async sendPayment(claimId) {
      const order = { reference: paymentReference(claimId), amountFen, account, purpose: `claim ${claimId}` }
      const { state } = await bank.transfer(order)
      return { answer: state }
    },
  }
}

const amountFen = 392_000
const account = { number: '6222021001116245702', holderName: '张示例', bankCode: '102290000000' }

/** As long as Lipei's notice of acceptance. */
const body = '尊敬的客户：您的索赔申请已受理，我们将及时核定。如有异议，您可以要求本公司复核。'.repeat(6)
