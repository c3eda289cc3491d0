import {
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import type { FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'

import { CursorInvalid } from '../db/cursor.ts'
import { isUnavailable } from '../db/unavailable.ts'
import type { Refusal } from '../domain/claim/decision.ts'
import type { SchemaFault } from './field-faults.ts'
import { fieldFaults, isMisshapen } from './field-faults.ts'
import { sentBodyOf } from './idempotency.ts'
import { rolesThatMay } from './permission-matrix.ts'
import type { ProblemCode } from './problem-catalogue.ts'
import { isProblemCode } from './problem-catalogue.ts'
import { Problem } from './problems.ts'

/** The one place where whatever went wrong becomes a problem. What nobody expected is INTERNAL and says nothing more. */
export function problemOf(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error
  return (
    schemaProblem(error, request) ??
    frameworkProblem(error) ??
    temporalProblem(error) ??
    cursorProblem(error, request) ??
    databaseProblem(error) ??
    new Problem('INTERNAL', { cause: error })
  )
}

/**
 * No, as the rules said it: at intake a value, from a running claim the details of a rejected Update. Where the status is
 * at fault, `whoMay` are the roles that may do what is possible instead.
 */
export function refusalProblem({ code, message, status, possible, field, whoMay, ...way }: Refusal): Problem {
  const said = whoMay ?? (code === 'WRONG_STATUS' ? rolesThatMay(possible) : undefined)
  return new Problem(code, {
    detail: message,
    claimStatus: status,
    possible,
    ...way,
    ...(said && { whoMay: said }),
    ...(field !== undefined && { errors: [{ pointer: `#${field}`, detail: message, code: 'value' }] }),
  })
}

function schemaProblem(error: unknown, request: FastifyRequest): Problem | undefined {
  if (!hasZodFastifySchemaValidationErrors(error)) return undefined
  const validation = error.validation as readonly SchemaFault[]
  if (error.validationContext === 'params') return new Problem('ROUTE_NOT_FOUND')
  if (error.validationContext === 'querystring') {
    return new Problem('REQUEST_MALFORMED', describeFaults(fieldFaults('query', validation, request.query)))
  }
  const errors = fieldFaults('body', validation, sentBodyOf(request))
  return new Problem(isMisshapen(errors) ? 'REQUEST_MALFORMED' : 'VALUE_INVALID', describeFaults(errors))
}

function describeFaults(errors: ReturnType<typeof fieldFaults>) {
  const [first] = errors
  return { errors, ...(first && { detail: `${first.pointer} ${first.detail}` }) }
}

const frameworkCodes: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MEDIA_TYPE_UNSUPPORTED',
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'HTTP_MALFORMED',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'JSON_MALFORMED',
  FST_ERR_CTP_INVALID_JSON_BODY: 'JSON_MALFORMED',
  FST_ERR_BAD_URL: 'URL_MALFORMED',
}

function frameworkProblem(error: unknown): Problem | undefined {
  // The JSON parser throws plain syntax errors with a status, also for keys that would poison a prototype.
  if (error instanceof SyntaxError && 'statusCode' in error) return new Problem('JSON_MALFORMED')
  const code = error instanceof Error && 'code' in error ? frameworkCodes[String(error.code)] : undefined
  return code && new Problem(code)
}

/** gRPC codes of a server that is away, starting, overloaded or too slow; 9: of a claim whose task fails again and again. */
const awayCodes: readonly number[] = [1, 4, 8, 9, 14]

function temporalProblem(error: unknown): Problem | undefined {
  if (error instanceof WorkflowUpdateFailedError) return updateProblem(error)
  if (error instanceof WorkflowNotFoundError) return new Problem('NOT_STARTED', { cause: error })
  const isAway = error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || hasAwayCode(error)
  return isAway ? new Problem('WORKFLOWS_AWAY', { cause: error }) : undefined
}

function updateProblem({ cause }: WorkflowUpdateFailedError): Problem | undefined {
  if (!(cause instanceof ApplicationFailure)) return undefined
  const [refusal] = (cause.details ?? []) as readonly (Refusal | undefined)[]
  if (refusal !== undefined && isProblemCode(refusal.code)) return refusalProblem(refusal)
  const code = cause.type ?? ''
  return isProblemCode(code) ? new Problem(code, { cause }) : undefined
}

/** The client wraps the gRPC error in its own, once or twice. */
function hasAwayCode(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 4) return false
  if (isGrpcServiceError(error)) return awayCodes.includes(error.code)
  return hasAwayCode(error.cause, depth + 1)
}

/** Lists take their cursor in the address; a search, whose terms no log may have, in the body. */
function cursorProblem(error: unknown, { query }: FastifyRequest): Problem | undefined {
  if (!(error instanceof CursorInvalid)) return undefined
  const inQuery = typeof query === 'object' && query !== null && 'cursor' in query
  const pointer = inQuery ? 'query:cursor' : '#/cursor'
  return new Problem('CURSOR_MALFORMED', { errors: [{ pointer, detail: error.message, code: 'value' }] })
}

function databaseProblem(error: unknown): Problem | undefined {
  return isUnavailable(error) ? new Problem('DATABASE_AWAY', { cause: error }) : undefined
}
