import { codeOf, fold, wordsIn } from './fold.ts'
import type { ListedProduct } from './listed.ts'
import type { Shelves } from './shelves.ts'
import type { CatalogTree, CategoryNode } from './tree.ts'
import { BEGUN, findWords, weights, WHOLE } from './words.ts'

/** What a query found: places on the shelves, the best first. */
export type Search = Readonly<{
  query: string
  /** The product whose SKU, GTIN or maker's number was typed. */
  exact: ListedProduct | null
  places: readonly number[]
  /** Categories that bear the query's words in their name, with how many of the found products are in them. */
  categories: readonly Readonly<{ category: CategoryNode; count: number }>[]
  /** The query as it was read, when that is another spelling. */
  corrected: string | null
}>

const nothing = (query: string): Search => ({ query, exact: null, places: [], categories: [], corrected: null })

/** Searches by number, then by words: all of them, as beginnings of words, with one or two slips. */
export function findProducts(tree: CatalogTree, shelves: Shelves, query: string): Search {
  const asked = query.slice(0, 200)
  const words = wordsIn(asked)
  if (words.length === 0) return nothing(query)
  const place = shelves.codes.get(codeOf(asked))
  const exact = place === undefined ? null : (shelves.places[place] ?? null)
  const hits = findWords(shelves.words, words, shelves.places.length)
  const places = ranked(shelves, hits.scores, { asked: fold(asked).trim(), least: leastOf(words.length) })
  const read = [...hits.corrections.keys()]
  const corrected =
    places.length > 0 && (read.length > 0 || hits.unknown.length > 0)
      ? asked
          .split(/\s+/)
          .flatMap((word) => {
            const [own = ''] = wordsIn(word)
            if (hits.unknown.includes(own)) return []
            return [hits.corrections.get(own) ?? word]
          })
          .join(' ')
      : null
  const understood = corrected === null ? words : wordsIn(corrected)
  return { query, exact, places, categories: categoriesNamed(tree, understood, { shelves, places }), corrected }
}

/**
 * The best first; of equals the later on the shelves, which is the newer: ids sort by time. Scores are sums of few
 * weights, so a common word's thousands of products fall into a handful of heaps, and nothing needs to be sorted but those.
 */
function ranked({ places, titles }: Shelves, scores: Uint16Array, { asked, least }: Asked): number[] {
  const heaps = new Map<number, number[]>()
  let last = { score: 0, heap: [] as number[] }
  for (let place = scores.length - 1; place >= 0; place--) {
    const score = scores[place] ?? 0
    if (score === 0 || !places[place]) continue
    const whole = score >= least ? score + titleBonus(titles[place] ?? '', asked) : score
    // Neighbors on the shelves often say the same of a word.
    if (whole !== last.score) {
      last = { score: whole, heap: heaps.get(whole) ?? [] }
      heaps.set(whole, last.heap)
    }
    last.heap.push(place)
  }
  return [...heaps].sort(([a], [b]) => b - a).flatMap(([, heap]) => heap)
}

/** `least`: the score of a title that begins with what was asked; others need not be looked at. */
type Asked = Readonly<{ asked: string; least: number }>

const leastOf = (words: number): number => weights.title * (words * WHOLE - WHOLE + BEGUN)

/** The very title wins; one that begins so comes next. */
const titleBonus = (title: string, asked: string): number =>
  title === asked ? 10_000 : title.startsWith(asked) ? 50 : 0

const MOST = 4

type Found = Readonly<{ shelves: Shelves; places: readonly number[] }>

function categoriesNamed(
  tree: CatalogTree,
  words: readonly string[],
  { shelves, places }: Found,
): Search['categories'] {
  const named = tree.nodes.filter(({ words: own }) =>
    words.every((word) => own.some((mine) => mine.startsWith(word) || (word.length > 3 && word.startsWith(mine)))),
  )
  const counts = new Int32Array(named.length === 0 ? 0 : tree.nodes.length)
  if (named.length > 0) {
    for (const place of places)
      for (const number of shelves.places[place]?.categories ?? []) counts[number] = (counts[number] ?? 0) + 1
  }
  return named.slice(0, MOST).map((category) => ({ category, count: counts[category.number] ?? 0 }))
}
