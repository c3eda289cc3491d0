import type { PartyDetails } from '../../db/parties.ts'

/** Personal data as everybody sees them: enough to recognise, too little to use. */
export function masked(details: PartyDetails): PartyDetails {
  const { name, identityNumber, phone, email, address, policyNo, account } = details
  return {
    ...(name !== undefined && { name: maskName(name) }),
    ...(identityNumber !== undefined && { identityNumber: maskMiddle(identityNumber, 3, 4) }),
    ...(phone !== undefined && { phone: maskMiddle(phone, 3, 4) }),
    ...(email !== undefined && { email: maskEmail(email) }),
    ...(address !== undefined && { address: '***' }),
    ...(policyNo !== undefined && { policyNo: maskMiddle(policyNo, 2, 4) }),
    ...(account && {
      account: { ...account, number: maskMiddle(account.number, 0, 4), holderName: maskName(account.holderName) },
    }),
  }
}

/** The first character and as many stars as hide how long the name is. */
const maskName = (name: string): string => `${String.fromCodePoint(name.codePointAt(0) ?? 42)}**`

function maskEmail(email: string): string {
  return `${email[0] ?? ''}***${email.slice(email.lastIndexOf('@'))}`
}

/** What is too short to keep its ends loses them. */
function maskMiddle(text: string, head: number, tail: number): string {
  if (text.length < head + tail + 4) return '****'
  return `${text.slice(0, head)}****${text.slice(-tail)}`
}
