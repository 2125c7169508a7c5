import { isNear, wordsIn } from './fold.ts'

/** How much a word says about a product, by where it stands. */
export const weights = { title: 7, kind: 4, text: 1 } as const
/** What a word counts that was typed whole; of which only the beginning was; that was typed with a slip. */
export const WHOLE = 10
export const BEGUN = 7
const NEAR = 5
type Weight = (typeof weights)[keyof typeof weights]

/** For each word, who has it: the holder's number × 8 plus the weight. */
export type WordIndex = {
  readonly holders: Map<string, number[]>
  /** A word as somebody wrote it first, for "did you mean". */
  readonly spelled: Map<string, string>
  /** The words in order, for prefixes; null when a new one came. */
  sorted: string[] | null
}

export const emptyWords = (): WordIndex => ({ holders: new Map(), spelled: new Map(), sorted: null })

/** Enters a holder's words; where a word stands twice, the heavier place counts. */
export function addWords(index: WordIndex, holder: number, texts: readonly (readonly [string, Weight])[]): void {
  const own = new Map<string, number>()
  for (const [text, weight] of texts) {
    for (const raw of text.match(/[\p{Letter}\p{Number}\p{Mark}'’]+/gu) ?? []) {
      for (const word of wordsIn(raw)) own.set(word, Math.max(own.get(word) ?? 0, weight))
      const [first] = wordsIn(raw)
      if (first !== undefined && !index.spelled.has(first)) index.spelled.set(first, raw.toLowerCase())
    }
  }
  for (const [word, weight] of own) {
    const known = index.holders.get(word)
    if (known) known.push(holder * 8 + weight)
    else {
      index.holders.set(word, [holder * 8 + weight])
      index.sorted = null
    }
  }
}

export type Hits = Readonly<{
  /** Scores by holder number, in whole numbers: weight times factor, summed up over the words; 0 is no hit. */
  scores: Uint16Array
  /** Words that had to be read as others, as written. */
  corrections: ReadonlyMap<string, string>
  /** Words that nothing has, not even with a slip. */
  unknown: readonly string[]
}>

const PREFIXES = 400

/** Who has all of these words. A word also stands for those that it begins; for a word that nobody has, for near ones. */
export function findWords(index: WordIndex, words: readonly string[], holders: number): Hits {
  const tally = createTally(holders)
  const corrections = new Map<string, string>()
  const unknown: string[] = []
  for (const word of words.slice(0, MOST_WORDS)) {
    const terms = termsFor(index, word)
    const [first] = terms
    if (!first) {
      unknown.push(word)
      continue
    }
    if (first.near) corrections.set(word, index.spelled.get(first.word) ?? first.word)
    for (const term of terms) tally.count(index.holders.get(term.word) ?? [], term.factor)
    tally.next()
  }
  return { scores: tally.scores(), corrections, unknown }
}

const MOST_WORDS = 12

/** Adds up, for each holder, the best of what each word says; who misses a word is out. */
function createTally(holders: number) {
  const scores = new Uint16Array(holders)
  const best = new Uint8Array(holders)
  const held = new Uint8Array(holders)
  let round = 0
  const better = (holder: number, score: number): void => {
    scores[holder] = (scores[holder] ?? 0) + score - (held[holder] === round ? 0 : (best[holder] ?? 0))
    best[holder] = score
    held[holder] = round + 1
  }
  return {
    count: (entries: readonly number[], factor: number): void => {
      for (const entry of entries) {
        const holder = entry >> 3
        const score = (entry & 7) * factor
        if (held[holder] === round || (held[holder] === round + 1 && score > (best[holder] ?? 0))) better(holder, score)
      }
    },
    next: (): void => void round++,
    scores: (): Uint16Array => {
      for (let holder = 0; holder < holders; holder++) if (round === 0 || held[holder] !== round) scores[holder] = 0
      return scores
    },
  }
}

type Term = { word: string; factor: number; near: boolean }

function termsFor(index: WordIndex, word: string): Term[] {
  const begun = beginningWith(index, word)
  if (begun.length > 0)
    return begun.map((found) => ({ word: found, factor: found === word ? WHOLE : BEGUN, near: false }))
  return nearTo(index, word).map((found) => ({ word: found, factor: NEAR, near: true }))
}

function beginningWith(index: WordIndex, word: string): string[] {
  const sorted = (index.sorted ??= [...index.holders.keys()].sort())
  const low = firstNotBelow(sorted, word)
  return sorted.slice(low, low + PREFIXES).filter((known) => known.startsWith(word))
}

function firstNotBelow(sorted: readonly string[], word: string): number {
  let low = 0
  for (let high = sorted.length; low < high;) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') < word) low = middle + 1
    else high = middle
  }
  return low
}

/** One slip in words of four letters, two from eight on; the most frequent word first. */
function nearTo(index: WordIndex, word: string): string[] {
  const most = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0
  if (most === 0 || /\d/.test(word)) return []
  const near = [...index.holders.keys()].filter(
    // A word in the making ("ceramcs") may be near the beginning of a longer one, too.
    (known) =>
      isNear(word, known, most) || (known.length > word.length + most && isNear(word, known.slice(0, word.length), 1)),
  )
  const count = (known: string): number => index.holders.get(known)?.length ?? 0
  const distance = (known: string): number => Math.abs(known.length - word.length)
  return near.sort((a, b) => distance(a) - distance(b) || count(b) - count(a)).slice(0, 5)
}
