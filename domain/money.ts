/** An amount of CNY in integer fen (分), always a safe integer. */
export type Fen = number

/** A share in hundredths of a percent: 10,000 is the whole, 2,500 is 25.00 %. */
export type Share = number

export const wholeShare: Share = 10_000

/** True for what may be an amount on the wire: an integer, not negative, exactly representable. */
export function isFen(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

/** The sum in fen, 0 of nothing. */
export const sumFen = (amounts: readonly Fen[]): Fen => amounts.reduce((sum, amount) => sum + amount, 0)

/** `amount * numerator / denominator`, rounded half up to the fen: the customary rounding of claim settlements. */
export function ratioOf(amount: Fen, numerator: number, denominator: number): Fen {
  const doubled = (BigInt(amount) * BigInt(numerator) * 2n) / BigInt(denominator)
  return Number((doubled + 1n) / 2n)
}

/** `amount * numerator / denominator`, rounded down: what is left over is given by name (see {@link splitByShares}). */
function floorRatio(amount: Fen, numerator: number, denominator: number): Fen {
  return Number((BigInt(amount) * BigInt(numerator)) / BigInt(denominator))
}

/**
 * Splits an amount in proportion to shares: all of {@link wholeShare}, or those of a part of it. Every part is rounded down
 * and the fen that remain go to the part at `roundingTo`, so that the parts always sum to the amount.
 */
export function splitByShares(amount: Fen, shares: readonly Share[], roundingTo: number): Fen[] {
  const whole = sumFen(shares)
  const parts = shares.map((share) => (whole === 0 ? 0 : floorRatio(amount, share, whole)))
  const rest = amount - sumFen(parts)
  return parts.map((part, index) => (index === roundingTo ? part + rest : part))
}

/** `1234567` fen as `12,345.67`, for sentences and templates. */
export function showFen(amount: Fen): string {
  const yuan = String(Math.floor(amount / 100)).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return `${yuan}.${String(amount % 100).padStart(2, '0')}`
}
