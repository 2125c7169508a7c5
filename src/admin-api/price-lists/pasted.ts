import { parseMoney, type Currency } from '#kernel/money'

export type PastedLine = Readonly<{ sku: string; fromQuantity: number; amount: number }>
export type PastedProblem = Readonly<{ line: number; message: string }>

const MOST = 10_000

/**
 * What was copied from a spreadsheet: on each line a SKU, from how many pieces on (left out: 1), and a price, parted by
 * tabs or semicolons. A first line without any number is taken for a heading.
 */
export function readPasted(text: string, currency: Currency): { lines: PastedLine[]; problems: PastedProblem[] } {
  const lines: PastedLine[] = []
  const problems: PastedProblem[] = []
  for (const [index, line] of text.split(/\r?\n/).slice(0, MOST).entries()) {
    if (line.trim() === '' || (index === 0 && !/\d/.test(line))) continue
    const read = readLine(line, currency)
    if (typeof read === 'string') problems.push({ line: index + 1, message: read })
    else lines.push(read)
  }
  return { lines, problems }
}

function readLine(line: string, currency: Currency): PastedLine | string {
  const cells = line.split(line.includes('\t') ? '\t' : ';').map((cell) => cell.trim())
  if (cells.length < 2 || cells.length > 3) return 'A SKU and a price, or a SKU, a number of pieces and a price.'
  const [sku = '', ...numbers] = cells
  if (sku === '') return 'The SKU is missing.'
  const pieces = numbers.length === 2 ? (numbers[0] ?? '') : '1'
  if (!/^[1-9]\d{0,2}$/.test(pieces)) return `“${pieces}” is no number of pieces from 1 to 999.`
  const amount = amountIn(numbers.at(-1) ?? '', currency)
  return amount === null ? `“${numbers.at(-1)}” is no price.` : { sku, fromQuantity: Number(pieces), amount }
}

/** `€ 8,50` and `8.50 EUR` are prices, too. */
function amountIn(text: string, currency: Currency): number | null {
  const bare = text.replace(/^[\p{Sc}A-Z\s]+|[\p{Sc}A-Z\s]+$/gu, '').replace(',', '.')
  const amount = parseMoney(bare, currency)?.amount ?? null
  return amount !== null && amount >= 0 ? amount : null
}
