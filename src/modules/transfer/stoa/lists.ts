/** Several texts in one cell: `Red | Dark blue`. A backslash stands before a `|` or backslash that is part of one. */
export const joined = (texts: readonly string[]): string =>
  texts.map((text) => text.replace(/[\\|]/g, '\\$&')).join(' | ')

/** The texts that `joined` put together. A blank cell holds none. */
export function parted(cell: string): string[] {
  if (cell.trim() === '') return []
  const parts = ['']
  for (const [token] of cell.matchAll(/\\[\\|]|\||[^\\|]+|\\/g)) {
    if (token === '|') parts.push('')
    else parts[parts.length - 1] += /^\\[\\|]$/.test(token) ? token.charAt(1) : token
  }
  return parts.map((part) => part.trim())
}
