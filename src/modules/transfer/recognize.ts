import { cellsOf } from './csv/cells.ts'
import { scan, type Span } from './csv/scan.ts'
import type { TextFile } from './csv/text-file.ts'
import { magento } from './magento/index.ts'
import type { System } from './reading.ts'
import { shopify } from './shopify/index.ts'
import { stoa } from './stoa/index.ts'
import { woocommerce } from './woocommerce/index.ts'

const systems: readonly System[] = [stoa, shopify, woocommerce, magento]
const separators = [',', ';', '\t', '|'] as const

export type Recognized = { system: System; separator: string; names: string[]; span: Span }

/** Which system wrote this file, by its header: the pair of system and separator that explains most columns. */
export async function recognize(file: TextFile): Promise<Recognized | { firstLine: string }> {
  let best: (Recognized & { score: number }) | null = null
  let firstLine = ''
  for (const separator of separators) {
    const first = await headerRecord(file, separator)
    if (!first) continue
    firstLine = first.text.slice(0, 200)
    const names = cellsOf(first.text, separator).map((name) => name.trim())
    for (const system of systems) {
      const score = system.score(names)
      if (score > (best?.score ?? 0)) best = { system, separator, names, span: first.span, score }
    }
  }
  return best ?? { firstLine }
}

/** The first record with words in it. Excel may write `sep=;` before. */
async function headerRecord(file: TextFile, separator: string): Promise<{ span: Span; text: string } | null> {
  let tried = 0
  for await (const record of scan(file, separator)) {
    const text = record.text.trim()
    if (text !== '' && !/^sep=.?$/i.test(text)) return record
    tried += 1
    if (tried > 20) return null
  }
  return null
}
