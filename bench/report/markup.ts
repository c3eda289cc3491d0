/** HTML that may be put into a page as it stands. */
export interface Markup {
  readonly html: string
}

type Part = string | number | Markup | readonly Part[] | undefined

/** A template whose text is escaped, whatever it holds; markup and lists of markup are taken as they stand. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { html: strings.map((string, at) => string + htmlOf(parts[at])).join('') }
}

/** For HTML that somebody else has already made safe. */
export const asMarkup = (html: string): Markup => ({ html })

function htmlOf(part: Part): string {
  if (part === undefined) return ''
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
  return 'html' in part ? part.html : part.map(htmlOf).join('')
}

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
