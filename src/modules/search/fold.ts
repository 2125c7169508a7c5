const letters: Record<string, string> = { ß: 'ss', æ: 'a', œ: 'o', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }

/**
 * Text as searching sees it: without case, accents and umlauts, `ü`, `ue` and `u` being the same. Both what is searched
 * and what is asked goes through here, so that it does not matter that "blue" becomes "blu".
 */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => letters[letter] ?? letter)
    .replace(/[’'ʼ]/g, '')
    .replace(/([aou])e/g, '$1')

/** The words of a text, folded. */
export const wordsIn = (text: string): string[] => fold(text).match(/[\p{Letter}\p{Number}]+/gu) ?? []

/** A SKU, GTIN or maker's number without what people leave out or add: case, dashes, spaces, leading zeros of digits. */
export function codeOf(text: string): string {
  const bare = text.toUpperCase().replace(/[^\p{Letter}\p{Number}]/gu, '')
  return /^\d{8,}$/.test(bare) ? bare.replace(/^0+/, '') : bare
}

/**
 * True when one text becomes the other by at most `most` slips: a letter too many, too few, wrong, or two swapped
 * (Damerau–Levenshtein in its restricted form).
 */
export function isNear(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false
  let older: number[] = []
  let before = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = nextRow(a, b, i, [older, before])
    if (Math.min(...row) > most) return false
    older = before
    before = row
  }
  return at(before, b.length) <= most
}

const at = (row: readonly number[], index: number): number => row[index] ?? 0

function nextRow(a: string, b: string, i: number, [older, before]: readonly [number[], number[]]): number[] {
  const row = [i]
  for (let j = 1; j <= b.length; j++) {
    const wrong = a[i - 1] === b[j - 1] ? 0 : 1
    const cost = Math.min(at(before, j) + 1, at(row, j - 1) + 1, at(before, j - 1) + wrong)
    const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
    row.push(isSwap ? Math.min(cost, at(older, j - 2) + 1) : cost)
  }
  return row
}
