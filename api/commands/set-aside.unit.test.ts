import { expect, test } from 'vitest'

import { settingAside } from './set-aside.ts'

const request = { commandId: 'a'.repeat(64), bodyHash: 'b'.repeat(64) }
const account = { number: '6222020000000001', holderName: '张三', bankCode: '102290000000' }
const payee = { name: '张三', account, share: 10_000, relation: '父亲' }

test('the same request names its texts and payees alike, so that a repeat changes nothing', () => {
  const [first, again] = [begin(), begin()].map((one) => {
    one.text('/reason', '不再索赔')
    one.payee('/payees/0', payee)
    one.policy('P-1')
    return one.taken()
  })
  expect(again).toEqual(first)
})

test('another field, another key and another body under a key once refused have other ids', () => {
  const others = [request, { ...request, commandId: 'd'.repeat(64) }, { ...request, bodyHash: 'd'.repeat(64) }]
  const ids = others.flatMap((other) => {
    const aside = begin(other)
    return [aside.text('/reason', 'x'), aside.text('/note', 'x'), aside.payee('/payees/0', payee)]
  })
  expect(new Set(ids).size).toBe(9)
  expect(ids[0]).toMatch(/^txt_[0-9a-f]{32}$/)
  expect(ids[2]).toMatch(/^pty_[0-9a-f]{32}$/)
})

test('an invoice is set aside whole, under an id of its own, and only where there is one', () => {
  const aside = begin()
  const details = { number: '90312000000012345678', checkCode: '345678', issuedOn: '2026-11-20' }
  const [first, second] = [aside.invoice(details), aside.invoice({ ...details, code: '31060126' })]
  expect(first).toMatch(/^inv_[0-9a-f]{32}$/)
  expect(second).not.toBe(first)
  expect(aside.taken()).toEqual({
    texts: [],
    parties: [],
    invoices: [
      { invoiceId: first, details },
      { invoiceId: second, details: { ...details, code: '31060126' } },
    ],
  })
})

test('a text that is not there has no id and is not kept', () => {
  const aside = begin()
  expect(aside.note('/text', undefined)).toEqual({})
  expect(aside.taken()).toEqual({ texts: [], parties: [] })
})

test('of a document the claim learns what it is, not what it is called nor where it lies', () => {
  const aside = begin()
  const registered = { documentId: 'doc-1', kind: 'photos', sha256: 'e'.repeat(64), sizeBytes: 1 } as const
  expect(aside.document({ ...registered, location: 'oss://1', fileName: '张三.jpg' })).toEqual(registered)
  expect(aside.taken().texts.map(({ field, text }) => [field, text])).toEqual([
    ['/documents/doc-1/location', 'oss://1'],
    ['/documents/doc-1/fileName', '张三.jpg'],
  ])
})

test('of a payee name, account and number are kept together, the share goes to the claim', () => {
  const aside = begin()
  const payeeId = aside.payee('/payees/0', { ...payee, identityNumber: '310101199001011234' })
  const details = { name: '张三', account, identityNumber: '310101199001011234' }
  expect(aside.taken().parties).toEqual([{ partyId: payeeId, kind: 'payee', details }])
  expect(aside.taken().texts).toMatchObject([{ field: `/payees/${payeeId}/relation`, text: '父亲' }])
})

test('who holds the account for a payee is kept with him', () => {
  const aside = begin()
  const receiver = { as: 'guardian', evidence: ['doc-1'], identityNumber: '310101199001011234' } as const
  aside.payee('/payees/0', { ...payee, receiver: { ...receiver, evidence: [...receiver.evidence] } })
  expect(aside.taken().parties).toMatchObject([{ details: { receiver: { identityNumber: '310101199001011234' } } }])
})

test('another account is kept with all that is told of whose it is, and of who takes the money for him', () => {
  const aside = begin()
  const receiver = { as: 'guardian' as const, evidence: ['doc-1'], identityNumber: '310101196001011234' }
  const accountId = aside.account('/account', {
    name: '张三',
    account,
    identityNumber: '310101199001011234',
    receiver,
  })
  const details = {
    name: '张三',
    account,
    identityNumber: '310101199001011234',
    receiver: { identityNumber: '310101196001011234' },
  }
  expect(aside.taken().parties).toEqual([{ partyId: accountId, kind: 'payee', details }])
})

test('a policy has the id its claim gives its number, whatever the request', () => {
  const other = { ...request, commandId: 'd'.repeat(64) }
  expect([request, other].map((one) => begin(one).policy('P-1'))).toEqual(['pty_of_P-1', 'pty_of_P-1'])
  const aside = begin()
  aside.policy('P-1')
  const party = { partyId: 'pty_of_P-1', kind: 'policy', details: { policyNo: 'P-1' } }
  expect(aside.taken()).toEqual({ texts: [], parties: [party] })
})

const begin = (asked = request) => settingAside(asked, (policyNo) => `pty_of_${policyNo}`)
