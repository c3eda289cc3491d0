/** The same claim is always in the sample or never: by a hash of its id (FNV-1a), so that nobody can choose. */
export function isSampled(claimId: string, samplePercent: number): boolean {
  let hash = 0x811c9dc5
  for (const letter of claimId) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  // The last letters reach the high bits only: fold them down.
  return ((hash ^ (hash >>> 15)) >>> 0) % 10_000 < samplePercent * 100
}
