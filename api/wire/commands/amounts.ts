import { z } from 'zod'

import { wireDate, wireFen, wireText } from '../values.ts'

export const reserve = z
  .strictObject({ reserveFen: wireFen, reason: wireText(1_000) })
  .meta({ examples: [{ reserveFen: '8000000', reason: '二次手术费用预计增加' }] })

/** What stands on an electronic invoice, as the tax authority's own check asks for it. */
export const invoice = z
  .strictObject({
    /** 发票代码; absent on fully digital invoices, whose number says all. */
    code: z
      .string()
      .regex(/^\d{8,12}$/, 'expected the 8 to 12 digits of an invoice code')
      .optional(),
    /** 发票号码 */
    number: z.string().regex(/^\d{8,20}$/, 'expected the 8 to 20 digits of an invoice number'),
    /** 校验码 */
    checkCode: z.string().regex(/^[0-9A-Z]{6,20}$/, 'expected the digits and capitals of a check code, 6 at least'),
    issuedOn: wireDate,
    amountFen: wireFen,
  })
  .meta({
    examples: [
      { number: '90312000000012345678', checkCode: '345678', issuedOn: '2026-11-20', amountFen: '1234500' },
      { code: '31060126', number: '9012345678', checkCode: '345678', issuedOn: '2026-11-20', amountFen: '86000' },
    ],
  })
