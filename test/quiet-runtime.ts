import { DefaultLogger, Runtime } from '@temporalio/worker'

let quiet = false

/**
 * Worker chatter is noise in a test run; what fails is told. A process has one runtime, whose settings are given before the
 * first worker or connection of it and kept by all later ones.
 */
export function quietRuntime(): void {
  if (quiet) return
  quiet = true
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
  })
}
