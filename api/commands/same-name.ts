/** Forms and keyboards write one name in several widths and spacings; whoever differs by a letter is someone else. */
export function isSameName(name: string, other: string): boolean {
  return plain(name) === plain(other)
}

const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()
