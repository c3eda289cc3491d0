/** A property of the specification, and the tests that prove it: the file, and the sentence that stands in it. */
export interface Property {
  readonly id: string
  readonly says: string
  readonly proofs: readonly (readonly [file: string, sentence: string])[]
}
