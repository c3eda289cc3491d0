import type { Vault } from './vault.ts'

/**
 * An opaque id for a person. What is opaque already stays; a directory name or an identity number becomes `per_` and a
 * keyed hash, the same for the same person wherever they are named.
 */
export function opaquePersonId(vault: Vault, named: string): string {
  if (/^per_[A-Za-z0-9_-]{1,60}$/.test(named)) return named
  return `per_${vault.index('person', named).slice(0, 40)}`
}
