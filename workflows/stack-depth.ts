/**
 * Loaded in the workflows' sandbox before anything else. The SDK takes a stack, mapped back to the sources, of every promise
 * a workflow makes, to show where it waits; what a claim waits for stands in its details. Five frames lead from an error
 * to its place just as well as ten.
 */
Error.stackTraceLimit = 5
