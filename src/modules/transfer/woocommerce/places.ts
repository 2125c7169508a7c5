/** The export's fixed columns in order, up to the measures; `gtin` came with version 9.2. A dash: not read. */
const before =
  'id type sku gtin name published - visibility short html saleStarts saleEnds taxStatus taxClass inStock stock - backorders -'.split(
    ' ',
  )
const measures = ['weight', 'length', 'width', 'height']
/** From behind the measures on. */
const after = '- - salePrice regularPrice categories tags - images - - parent - - - - - position'.split(' ')
const attributeParts = ['name', 'values', 'visible', 'global', 'default']

const unit = /\((kg|g|lbs|oz|m|cm|mm|in|yd)\)\s*$/i

/**
 * What stands where, for a header in a language we do not know. The four measures name their unit in every language,
 * and everything else is counted from them. Empty when the columns are not the export's.
 */
export function placedFields(columns: readonly string[]): Map<number, string> {
  const units = columns.map((name) => unit.exec(name)?.[1]?.toLowerCase())
  const first = units.findIndex((_, at) => measures.every((__, step) => units[at + step] !== undefined))
  const fixed = first === before.length ? before : before.filter((field) => field !== 'gtin')
  if (first !== fixed.length || columns[0]?.trim().toLowerCase() !== 'id') return new Map()
  const sized = measures.map((measure, step) => `${measure}:${units[first + step]}`)
  const fields = [...fixed, ...sized, ...after]
  const places = fields.flatMap((field, at): [number, string][] => (field === '-' ? [] : [[at, field]]))
  return new Map([...places, ...attributePlaces(columns, fields.length)])
}

/** Runs of four or five columns with one number are an attribute; a run of three is a download. */
function attributePlaces(columns: readonly string[], from: number): [number, string][] {
  const places: [number, string][] = []
  for (let at = from; at < columns.length;) {
    const run = runOf(columns, at)
    if (run.length >= 4) {
      const parts = attributeParts.slice(0, run.length)
      places.push(...parts.map((part, step): [number, string] => [at + step, `attribute${numberIn(run[0])}:${part}`]))
    }
    at += run.length
  }
  return places
}

/** This column and those behind it that carry the same number. */
function runOf(columns: readonly string[], from: number): string[] {
  const number = numberIn(columns[from])
  const rest = columns.slice(from)
  const end = number === null ? 1 : rest.findIndex((name) => numberIn(name) !== number)
  return rest.slice(0, end === -1 ? rest.length : Math.max(1, end))
}

const numberIn = (name = ''): string | null => (/^meta\b/i.test(name) ? null : (/\d+/.exec(name)?.[0] ?? null))
