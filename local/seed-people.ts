/** A person nobody is: the region 990000 does not exist, the checksum (GB 11643) is right. `n` tells one from another. */
export function syntheticPerson(n: number): SyntheticPerson {
  const number = `99000019800101${String(n).padStart(3, '0')}`
  return {
    name: `${surnames[n % surnames.length] ?? ''}示例`,
    identityNumber: `${number}${checkDigit(number)}`,
    // No mobile number in China begins with 120.
    phone: `120${String(n).padStart(8, '0')}`,
    email: `example-${n}@example.com`,
  }
}

export interface SyntheticPerson {
  readonly name: string
  readonly identityNumber: string
  readonly phone: string
  readonly email: string
}

const surnames = ['孙', '钱', '郑', '冯', '褚', '卫', '蒋', '沈', '韩', '杨']

/** GB 11643-1999: weights 2^(17-i) mod 11 over the first 17 digits. */
function checkDigit(number: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0)
  return '10X98765432'[sum % 11] ?? ''
}
