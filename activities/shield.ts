import { ApplicationFailure } from '@temporalio/common'
import type { Logger } from 'pino'
import { GatewayJunk, GatewayRefused, GatewayUnavailable } from './gateways/http-call.ts'
import { safeError } from './safe-error.ts'

type Activity = (input: never) => Promise<unknown>

/**
 * The activities with failures that may stand in a history for ever. A failure of our own and an error of a gateway say
 * what they mean without content; of anything else only its name and code leave, and the log keeps the place.
 */
export function shield<T extends { readonly [K in keyof T]: Activity }>(activities: T, log: Logger): T {
  const shielded = Object.entries<Activity>(activities).map(([name, activity]) => [
    name,
    (input: never) =>
      activity(input).catch((error: unknown) => {
        throw failureOf(name, error, log)
      }),
  ])
  return Object.fromEntries(shielded) as T
}

function failureOf(activity: string, error: unknown, log: Logger): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error
  const safe = safeError(error)
  const known = error instanceof GatewayUnavailable || error instanceof GatewayRefused || error instanceof GatewayJunk
  if (known) return ApplicationFailure.create({ message: error.message, type: error.name })
  log.warn({ activity, err: safe }, 'an activity failed and will be retried')
  return ApplicationFailure.create({ message: `${activity} failed: ${describe(safe)}`, type: safe.name })
}

/** Name and code of the deepest cause: under a query's error stands the driver's. */
function describe({ name, code, cause }: ReturnType<typeof safeError>): string {
  return cause === undefined ? `${name}${code === undefined ? '' : ` ${code}`}` : describe(cause)
}
