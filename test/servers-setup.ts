import { quietRuntime } from './quiet-runtime.ts'

// Before every file of the project: whichever of those that share a process comes first to a worker finds it installed.
quietRuntime()
