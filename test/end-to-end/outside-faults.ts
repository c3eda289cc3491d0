import type { Stack } from './stack.ts'

/** What the outside systems are told to do wrong from now on; `{}` heals everything. */
export const haveBankFaults = ({ bankUrl }: Pick<Stack, 'bankUrl'>, faults: object): Promise<void> =>
  haveFaults(bankUrl, faults)

export const haveMessageFaults = ({ messagesUrl }: Pick<Stack, 'messagesUrl'>, faults: object): Promise<void> =>
  haveFaults(messagesUrl, faults)

export const havePolicyFaults = ({ policyUrl }: Pick<Stack, 'policyUrl'>, faults: object): Promise<void> =>
  haveFaults(policyUrl, faults)

async function haveFaults(url: string, faults: object): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/faults`, { method: 'PUT', headers, body: JSON.stringify(faults) })
  if (!answer.ok) throw new Error(`no such faults: ${await answer.text()}`)
}
