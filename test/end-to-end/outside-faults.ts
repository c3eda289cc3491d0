import type { Stack } from './stack.ts'

/** What the outside systems are told to do wrong from now on; `{}` heals everything. */
export const haveBankFaults = ({ bankUrl }: Pick<Stack, 'bankUrl'>, faults: object): Promise<void> =>
  haveFaults(bankUrl, faults)

export const haveMessageFaults = ({ messagesUrl }: Pick<Stack, 'messagesUrl'>, faults: object): Promise<void> =>
  haveFaults(messagesUrl, faults)

export const havePolicyFaults = ({ policyUrl }: Pick<Stack, 'policyUrl'>, faults: object): Promise<void> =>
  haveFaults(policyUrl, faults)

/** Everybody of this name stands on a list from now on. */
export async function putOnList(
  { screeningUrl }: Pick<Stack, 'screeningUrl'>,
  entryId: string,
  name: string,
): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const url = `${screeningUrl}/entries/${entryId}`
  const answer = await fetch(url, { method: 'PUT', headers, body: JSON.stringify({ name }) })
  if (!answer.ok) throw new Error(`no such entry: ${await answer.text()}`)
}

async function haveFaults(url: string, faults: object): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/faults`, { method: 'PUT', headers, body: JSON.stringify(faults) })
  if (!answer.ok) throw new Error(`no such faults: ${await answer.text()}`)
}
