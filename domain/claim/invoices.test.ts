import { expect, test } from 'vitest'
import { contextAt } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import type { ReceiptOf } from './commands.ts'
import { invoicesAtMost } from './invoices.ts'
import { nextActions } from './next-actions.ts'
import { nextStep } from './next-step.ts'
import type { AssessedItem, Claim } from './state.ts'

const register = (invoiceId = 'inv_a', amountFen = 100_000) =>
  ({ type: 'RegisterInvoice', invoiceId, amountFen }) as const
const says = (outcome: ReceiptOf<'InvoiceChecked'>['outcome'], invoiceId = 'inv_a') =>
  ({ type: 'InvoiceChecked', invoiceId, outcome }) as const
const item = (itemId: string, claimedFen: number, invoiceId = 'inv_a'): AssessedItem => ({
  itemId,
  claimedFen,
  notCoveredFen: 0,
  invoiceId,
})
const assess = (...items: readonly AssessedItem[]) => ({ type: 'AssessLoss', items }) as const

const effectsOf = (scene: Scene) => {
  const step = nextStep(scene.standing(), contextAt(scene.now))
  return step.kind === 'go-on' ? step.effects.filter(({ kind }) => kind === 'check-invoice') : []
}

test('an invoice is put on file, the tax authority is asked once, and its answer is kept', () => {
  const scene = given(example.reviewing()).when(register())
  scene.happens({ type: 'InvoiceRegistered', invoiceId: 'inv_a', amountFen: 100_000 })
  expect(effectsOf(scene)).toEqual([
    { key: 'invoice-inv_a', kind: 'check-invoice', invoiceId: 'inv_a', amountFen: 100_000 },
  ])
  const checked = scene.learns(says('genuine')).happens({ type: 'InvoiceVerified', invoiceId: 'inv_a' })
  expect(checked.standing().invoices).toEqual([{ invoiceId: 'inv_a', amountFen: 100_000, state: 'genuine' }])
  expect(effectsOf(checked)).toEqual([])
})

test.each(['not-found', 'differs', 'voided', 'used-elsewhere'] as const)(
  'an invoice that is %s is refuted with its cause and carries no item',
  (cause) => {
    const scene = given(example.assessing()).when(register()).learns(says(cause))
    scene.happens({ type: 'InvoiceRefuted', invoiceId: 'inv_a', cause })
    given(scene)
      .when(assess(item('a', 1_000)))
      .isRefused('INVOICE_NOT_VERIFIED')
  },
)

test('that an invoice was refuted is told to whoever assesses and to the investigator, with its cause', () => {
  const scene = given(example.reviewing()).when(register()).learns(says('voided'))
  expect(scene.latest.flatMap(({ notices = [] }) => notices)).toMatchObject([
    { kind: 'staff-work-item', audience: 'assessor', facts: { invoice: 'inv_a', cause: 'voided' } },
    { kind: 'staff-work-item', audience: 'siu-investigator', facts: { invoice: 'inv_a', cause: 'voided' } },
  ])
})

test('#26 a refuted invoice is answered in the assessment: its paper is not assessed as if nothing had been said', () => {
  const scene = given(example.assessing()).when(register()).learns(says('not-found'))
  const paper = { itemId: 'paper', claimedFen: 100_000, notCoveredFen: 0 }
  const left = scene.when(assess(paper)).isRefused('INVOICE_NOT_VERIFIED')
  expect(left.refusal?.field).toBe('/items')
  expect(left.refusal?.message).toContain('inv_a')
  expect(nextActions(scene.standing()).missing).toContain('answer to invoice inv_a')
  scene.when(assess(paper, item('seen', 0))).happens({ type: 'LossAssessed' })
  const cut = { ...item('false', 100_000), notCoveredFen: 100_000, ...example.cut, ground: 'false-material' } as const
  scene.when({ ...assess(paper, cut), textId: 'txt_why' }).happens({ type: 'LossAssessed' })
  const partly = { ...cut, notCoveredFen: 99_999 }
  scene.when({ ...assess(paper, partly), textId: 'txt_why' }).isRefused('INVOICE_NOT_VERIFIED')
})

test('an answer that comes twice, or of an invoice nobody registered, is recorded as what does not apply', () => {
  const checked = given(example.reviewing()).when(register()).learns(says('genuine'))
  for (const receipt of [says('differs'), says('genuine'), says('genuine', 'inv_none')])
    given(checked)
      .learns(receipt)
      .happens({ type: 'FactDisregarded', fact: 'InvoiceChecked', reference: receipt.invoiceId })
})

test('#26 an item rests on a genuine invoice of this file, and all items of one claim no more than it says', () => {
  const scene = given(example.assessing()).when(register())
  expect(scene.when(assess(item('a', 1, 'inv_none'))).isRefused('INVOICE_UNKNOWN').refusal?.field).toBe(
    '/items/0/invoiceId',
  )
  scene.when(assess(item('a', 1_000))).isRefused('INVOICE_NOT_VERIFIED')
  const genuine = scene.learns(says('genuine'))
  const beyond = genuine.when(assess(item('a', 60_000), item('b', 40_001))).isRefused('INVOICE_EXCEEDED')
  expect(beyond.refusal?.field).toBe('/items/0/invoiceId')
  genuine.when(assess(item('a', 60_000), item('b', 40_000))).happens({ type: 'LossAssessed' })
})

test('an invoice is refused without an amount, under an id that is on file, and beyond what a claim holds', () => {
  given(example.reviewing()).when(register('inv_a', 0)).isRefused('AMOUNT_NOT_FEN')
  given(example.reviewing()).when(register('inv_a', 1.5)).isRefused('AMOUNT_NOT_FEN')
  given(example.reviewing()).when(register()).when(register()).isRefused('INVOICE_KNOWN')
  const scene = example.reviewing()
  const invoices = Array.from({ length: invoicesAtMost }, (_, n) => ({
    invoiceId: `inv_${n}`,
    amountFen: 1,
    state: 'genuine' as const,
  }))
  const full: Claim = { ...scene.standing(), invoices }
  given({ ...scene, claim: full })
    .when(register())
    .isRefused('TOO_MANY_INVOICES')
})

test('who waits for the tax authority is told so while the loss is assessed', () => {
  const scene = given(example.assessing()).when(register())
  expect(nextActions(scene.standing()).missing).toContain('invoice check inv_a')
  expect(nextActions(scene.learns(says('genuine')).standing()).missing).toEqual([])
})
