import type { Role } from '../../../domain/claim/codes.ts'
import type { ClaimLife } from './claim-life.ts'
import type { FiledLife } from './life-plan.ts'

// What people do in more than one life, each as the one whose task it is.

export const accept = (claim: ClaimLife): Promise<void> => claim.ask('intake-clerk', 'acceptance', { action: 'accept' })

export async function survey(claim: ClaimLife): Promise<void> {
  await claim.reaches('investigating')
  const evidence = ['scene-video', 'object-state']
  await claim.ask('surveyor', 'survey-reports', { evidence, text: '现场查勘属实' })
}

export async function review(claim: ClaimLife): Promise<void> {
  await claim.reaches('reviewing')
  const parts = ['preliminary', 'detailed', 'risk']
  await claim.ask('reviewer', 'review', { action: 'fix-liability', parts })
}

export const assess = (claim: ClaimLife, items: readonly object[], text = '按条款理算'): Promise<void> =>
  claim.ask('assessor', 'assessment', { items, text })

export const approve = (claim: ClaimLife, who: Role): Promise<void> =>
  claim.ask(who, 'approvals', { action: 'approve' })

export async function agree(claim: ClaimLife): Promise<void> {
  await claim.reaches('offered')
  await claim.ask(claim.filer, 'settlement', { action: 'agree', identityChecked: true })
}

/** What waits to be paid goes to the insured alone, as payment `n`. */
export async function pay(claim: ClaimLife, filed: FiledLife, n = 1): Promise<void> {
  await claim.reaches('agreed')
  await claim.ask('payment-clerk', 'payees', { payees: [{ ...receiverOf(filed), share: '100.00' }] })
  await submit(claim)
  await letGo(claim, n)
  await claim.reaches('paid')
}

export const submit = (claim: ClaimLife): Promise<void> => claim.ask('payment-clerk', 'payments', { action: 'submit' })

export const letGo = (claim: ClaimLife, n: number): Promise<void> =>
  claim.ask('payment-checker', `payments/${n}/check`, { verdict: 'approve' })

/** Who gets the money of a claim, on an account of his own. */
export const receiverOf = ({ claimantName: name }: FiledLife, number = healthyAccount): object => ({
  name,
  account: accountOf(name, number),
})

export const accountOf = (holderName: string, number: string): object => ({
  number,
  holderName,
  bankCode: '999290000000',
})

/** Of no bank there is; its code brings no outcome of its own. */
export const healthyAccount = '6200000000000000000'

export const paymentIs = (claim: ClaimLife, n: number, state: string): Promise<void> =>
  claim.until(`have payment ${n} ${state}`, ({ payments }) =>
    payments.some((payment) => payment.n === n && payment.state === state),
  )

/** The customer is content, or not, and the claim ends. */
export async function end(claim: ClaimLife, score = 9): Promise<void> {
  await feedback(claim, score)
  await claim.reaches('closed')
}

export const feedback = (claim: ClaimLife, score: number): Promise<void> =>
  claim.ask(claim.filer, 'feedback', { action: 'give', score })
