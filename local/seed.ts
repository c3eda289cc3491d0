export interface SeedContext {
  readonly apiUrl: string
  readonly tokenFor: (role: string) => Promise<string>
  readonly say: (line: string) => void
}

/** Files the example claims. Repeating it changes nothing. */
export async function seedExamples(_context: SeedContext): Promise<void> {}
