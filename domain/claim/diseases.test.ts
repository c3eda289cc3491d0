import { expect, test } from 'vitest'
import { isListed, listableDiseases, severeDiseases } from './diseases.ts'

test('the severe diseases are listed where a policy lists none, and where it lists some only those', () => {
  expect(severeDiseases).toHaveLength(28)
  expect(severeDiseases.every((disease) => isListed(disease, undefined))).toBe(true)
  expect(isListed('malignant-tumour-mild', undefined)).toBe(false)
  expect(isListed('malignant-tumour-mild', ['malignant-tumour-mild'])).toBe(true)
  expect(isListed('blindness', ['malignant-tumour-mild'])).toBe(false)
})

test('what is on no list is listed nowhere', () => {
  expect(isListed('unlisted', undefined)).toBe(false)
  expect(isListed('unlisted', listableDiseases)).toBe(false)
})
