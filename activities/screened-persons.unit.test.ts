import { expect, test } from 'vitest'

import { screenedPersons } from './screened-persons.ts'

const identityNumber = '990000198907010019'
const account = { number: '6222020000000001', holderName: '李梅', bankCode: '102290000000' }
const mother = { ...account, number: '6222020000000002', holderName: '李母' }

test('a payee on his own account is asked about alone', () => {
  expect(screenedPersons({ name: '李梅', identityNumber, account })).toEqual([{ name: '李梅', identityNumber }])
  expect(screenedPersons({ name: '李梅', account })).toEqual([{ name: '李梅' }])
})

test('who takes the money for a payee is asked about with him, on the first account and on every other', () => {
  const receiver = { identityNumber: '990000196001010018' }
  const both = [
    { name: '李梅', identityNumber },
    { name: '李母', ...receiver },
  ]
  expect(screenedPersons({ name: '李梅', identityNumber, account: mother, receiver })).toEqual(both)
  const named = { name: '李梅', identityNumber, account }
  expect(screenedPersons({ name: '李梅', account: mother, receiver }, named)).toEqual(both)
  expect(screenedPersons({ name: '李梅', account: mother, receiver: {} }, named)).toEqual([both[0], { name: '李母' }])
})

test('the number a payee was named with is his under another account as well', () => {
  const named = { name: '李梅', identityNumber, account }
  const other = { ...account, number: '6222020000000003' }
  expect(screenedPersons({ name: '李梅', account: other }, named)).toEqual([{ name: '李梅', identityNumber }])
})

test('a name that is not the one the payee was named with is asked about beside it, without his number', () => {
  const named = { name: '李梅', identityNumber, account }
  const other = { ...account, holderName: '李美' }
  expect(screenedPersons({ name: '李美', account: other }, named)).toEqual([
    { name: '李梅', identityNumber },
    { name: '李美' },
  ])
})

test('without a name nobody can be asked about', () => {
  expect(screenedPersons({ account })).toBeNull()
})
