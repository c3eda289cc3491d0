import { expect, test } from 'vitest'
import { z } from 'zod'

import type { SchemaFault } from './field-faults.ts'
import { fieldFaults } from './field-faults.ts'

const body = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('accept') }),
  z.strictObject({ action: z.literal('deny'), ground: z.enum(['not-covered', 'excluded']) }),
])

/** As the compiler of fastify hands on what the schema says. */
const faultsIn = (sent: object) => {
  const issues = body.safeParse(sent).error?.issues ?? []
  const faults = issues.map(({ code, path, message, ...params }): SchemaFault => {
    return { keyword: code, instancePath: `/${path.join('/')}`, message, params: { ...params } }
  })
  return fieldFaults('body', faults, sent)
}

test('where a request has its form by a word, the fault names the words there are', () => {
  const choice = 'one of "accept"|"deny"'
  expect(faultsIn({ action: 'acept' })).toEqual([{ pointer: '#/action', code: 'value', detail: `expected ${choice}` }])
  expect(faultsIn({})).toEqual([{ pointer: '#/action', code: 'required', detail: `is required: ${choice}` }])
})

test('a choice that is lacking names what may be chosen', () => {
  const detail = 'is required: one of "not-covered"|"excluded"'
  expect(faultsIn({ action: 'deny' })).toEqual([{ pointer: '#/ground', code: 'required', detail }])
})
