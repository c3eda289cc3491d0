import type { FastifyReply, FastifyRequest } from 'fastify'

/** The link to the next page (RFC 8288): the same address with the place where it begins. */
export function linkNext(
  { url }: FastifyRequest,
  reply: FastifyReply,
  place: Readonly<Record<string, string>> | null,
): void {
  if (place === null) return
  const [path = '', query = ''] = url.split('?')
  const next = new URLSearchParams(query)
  for (const [name, value] of Object.entries(place)) next.set(name, value)
  reply.header('link', `<${path}?${next.toString()}>; rel="next"`)
}
