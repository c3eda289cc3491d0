import { beginPortsAt } from '../local/ports.ts'
import { quietRuntime } from './quiet-runtime.ts'

// Before every file of the project: whichever of those that share a process comes first to a worker finds it installed.
quietRuntime()

/** More than there are workers at once: each has a stretch of the ports to itself. */
const stretches = 5
beginPortsAt(((Number(process.env['VITEST_POOL_ID']) || 0) % stretches) / stretches)
