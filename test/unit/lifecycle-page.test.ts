import { expect, test } from 'vitest'
import { transitions } from '../../domain/claim/transitions.ts'
import { lifecyclePage, rowTests } from './lifecycle-page.ts'

/** The rows of the specification this version builds; 53a is the half of 53 that corrects the policy. */
const built =
  '#1 #2 #3 #4 #5 #6 #7 #8 #9 #10 #11 #12 #13 #14 #15 #16 #16a #17 #18 #19 #20 #21 #22 #23 #24 #25 #26 #27 #28 #29 #30 #31 #32 #33 #34 #35 #36 #37 #38 #39 #40 #41 #42 #43 #44 #45 #46 #46a #47 #48 #50 #51 #52 #53 #53a #54 #55 #56 #57 #58 #59 #60 #61 #62 #63 #63a #63b #64 #65 #69 #70 #71 #72 #73 #74 #75'.split(
    ' ',
  )

test('the page on the lifecycle says what the table says', async () => {
  await expect(lifecyclePage()).toMatchFileSnapshot('../../docs/claim-lifecycle.md')
})

test('every row that is built has a test named after it, and no test names another', () => {
  expect(new Set(rowTests().map(({ row }) => row))).toEqual(new Set(built))
  expect(transitions.flatMap(({ row }) => row.split(' ')).filter((row) => !built.includes(row))).toEqual([])
})
