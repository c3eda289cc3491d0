import type { Role } from '../../domain/claim/codes.ts'
import { document, medicalReport } from './filings.ts'

const filing = { claimedFen: '1', documents: [document('doc-1')] }
const reported = (change: object): object => ({ ...medicalReport, ...change })
const approval = { role: 'approver', path: '/v1/claims/:claim/approvals', body: { action: 'approve' } } as const

const accept = { action: 'accept' }

/** Requests that nobody should send, each with the problem it is answered by. */
export const badRequests: readonly BadRequest[] = [
  { what: 'broken JSON', body: '{"channel":', status: 400, code: 'JSON_MALFORMED' },
  { what: 'a body that would poison a prototype', body: '{"__proto__":{"x":1}}', status: 400, code: 'JSON_MALFORMED' },
  { what: 'no body', status: 400, code: 'REQUEST_MALFORMED', pointer: '#' },
  {
    what: 'an unknown field',
    body: reported({ approvedFen: '1' }),
    status: 400,
    code: 'REQUEST_MALFORMED',
    pointer: '#/approvedFen',
  },
  {
    what: 'a missing field',
    body: reported({ policyNo: undefined }),
    status: 400,
    code: 'REQUEST_MALFORMED',
    pointer: '#/policyNo',
  },
  {
    what: 'a number for an amount',
    body: reported({ filing: { ...filing, claimedFen: 100 } }),
    status: 400,
    code: 'REQUEST_MALFORMED',
    pointer: '#/filing/claimedFen',
  },
  {
    what: 'a negative amount',
    body: reported({ filing: { ...filing, claimedFen: '-1' } }),
    status: 422,
    code: 'VALUE_INVALID',
    pointer: '#/filing/claimedFen',
  },
  {
    what: 'a fraction of a fen',
    body: reported({ filing: { ...filing, claimedFen: '1.5' } }),
    status: 422,
    code: 'VALUE_INVALID',
    pointer: '#/filing/claimedFen',
  },
  {
    what: 'a day that never was',
    body: reported({ eventDate: '2026-02-30' }),
    status: 422,
    code: 'VALUE_INVALID',
    pointer: '#/eventDate',
  },
  { what: 'an unknown line', body: reported({ line: 'pets' }), status: 422, code: 'VALUE_INVALID', pointer: '#/line' },
  {
    what: 'no key',
    body: medicalReport,
    headers: { 'idempotency-key': '' },
    status: 400,
    code: 'IDEMPOTENCY_KEY_MISSING',
    pointer: 'header:idempotency-key',
  },
  {
    what: 'a key with blanks',
    body: medicalReport,
    headers: { 'idempotency-key': 'a b' },
    status: 400,
    code: 'IDEMPOTENCY_KEY_MALFORMED',
    pointer: 'header:idempotency-key',
  },
  {
    what: 'an unknown query',
    method: 'GET',
    path: '/v1/claims?colour=red',
    status: 400,
    code: 'REQUEST_MALFORMED',
    pointer: 'query:colour',
  },
  {
    what: 'a forged cursor',
    method: 'GET',
    path: '/v1/claims?cursor=AAAA',
    status: 400,
    code: 'CURSOR_MALFORMED',
    pointer: 'query:cursor',
  },
  { what: 'an address that cannot be read', method: 'GET', path: '/v1/claims/%ff', status: 400, code: 'URL_MALFORMED' },
  { what: 'no token', body: medicalReport, headers: { authorization: '' }, status: 401, code: 'TOKEN_MISSING' },
  {
    what: 'a token of nobody',
    body: medicalReport,
    headers: { authorization: 'Bearer e30.e30.AA' },
    status: 401,
    code: 'TOKEN_INVALID',
  },
  { what: 'a role that may not file', role: 'approver', body: medicalReport, status: 403, code: 'ROLE_NOT_ALLOWED' },
  { what: 'a role that may not decide', ...approval, role: 'reviewer', status: 403, code: 'ROLE_NOT_ALLOWED' },
  {
    what: 'a claim nobody filed',
    method: 'GET',
    path: '/v1/claims/clm_01a20438-a79e-709b-8f1c-6b4da047dd0f',
    status: 404,
    code: 'CLAIM_NOT_FOUND',
  },
  { what: 'an id that is none', method: 'GET', path: "/v1/claims/clm_'or'1'='1", status: 404, code: 'CLAIM_NOT_FOUND' },
  {
    what: 'a claim of others',
    role: 'claimant',
    method: 'GET',
    path: '/v1/claims/:stranger',
    status: 404,
    code: 'CLAIM_NOT_FOUND',
  },
  { what: 'no such address', method: 'GET', path: '/v1/payouts', status: 404, code: 'ROUTE_NOT_FOUND' },
  { what: 'no such method', method: 'DELETE', path: '/v1/claims/:claim', status: 405, code: 'METHOD_NOT_ALLOWED' },
  {
    what: 'a step out of order',
    role: 'intake-clerk',
    path: '/v1/claims/:claim/acceptance',
    body: accept,
    status: 409,
    code: 'WRONG_STATUS',
  },
  {
    what: 'a notice the claim does not have',
    role: 'intake-clerk',
    path: '/v1/claims/:claim/notices/999/delivery',
    body: { reference: 'RA1' },
    status: 404,
    code: 'NOTICE_UNKNOWN',
    pointer: '#/n',
  },
  {
    what: 'a decision without a version',
    ...approval,
    status: 428,
    code: 'PRECONDITION_REQUIRED',
    pointer: 'header:if-match',
  },
  {
    what: 'a decision on any version',
    ...approval,
    headers: { 'if-match': '*' },
    status: 400,
    code: 'IF_MATCH_MALFORMED',
    pointer: 'header:if-match',
  },
  {
    what: 'a decision on a stale version',
    ...approval,
    headers: { 'if-match': '"1"' },
    status: 412,
    code: 'STALE_VERSION',
  },
  {
    what: 'more than 256 KiB',
    body: reported({ description: 'x'.repeat(262_144) }),
    status: 413,
    code: 'BODY_TOO_LARGE',
  },
  {
    what: 'a form',
    body: JSON.stringify(medicalReport),
    headers: { 'content-type': 'text/plain' },
    status: 415,
    code: 'MEDIA_TYPE_UNSUPPORTED',
  },
  {
    what: 'headers without end',
    method: 'GET',
    path: '/livez',
    headers: { 'x-much': 'x'.repeat(20_000) },
    status: 431,
    code: 'HEADERS_TOO_LARGE',
  },
]

interface BadRequest {
  readonly what: string
  readonly role?: Role
  readonly method?: string
  /** `:claim` stands for a claim that waits for approval. */
  readonly path?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly status: number
  readonly code: string
  readonly pointer?: string
}
