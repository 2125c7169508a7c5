import { codeOf, fold, wordsIn } from './fold.ts'
import type { ListedProduct } from './listed.ts'
import type { Shelves } from './shelves.ts'
import type { CatalogTree, CategoryNode } from './tree.ts'
import { findWords } from './words.ts'

/** What a query found, the best first. */
export type Search = Readonly<{
  query: string
  /** The product whose SKU, GTIN or maker's number was typed. */
  exact: ListedProduct | null
  products: readonly ListedProduct[]
  /** Categories that bear the query's words in their name, with how many of the found products are in them. */
  categories: readonly Readonly<{ category: CategoryNode; count: number }>[]
  /** The query as it was read, when that is another spelling. */
  corrected: string | null
}>

const nothing = (query: string): Search => ({ query, exact: null, products: [], categories: [], corrected: null })

/** Searches by number, then by words: all of them, as beginnings of words, with one or two slips. */
export function findProducts(tree: CatalogTree, shelves: Shelves, query: string): Search {
  const asked = query.slice(0, 200)
  const words = wordsIn(asked)
  if (words.length === 0) return nothing(query)
  const place = shelves.codes.get(codeOf(asked))
  const exact = place === undefined ? null : (shelves.places[place] ?? null)
  const hits = findWords(shelves.words, words, shelves.places.length)
  const products = ranked(shelves, hits.scores, fold(asked).trim())
  const read = [...hits.corrections.keys()]
  const corrected =
    products.length > 0 && (read.length > 0 || hits.unknown.length > 0)
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
  return { query, exact, products, categories: categoriesNamed(tree, understood, products), corrected }
}

function ranked(shelves: Shelves, scores: Float32Array, asked: string): ListedProduct[] {
  const found: { product: ListedProduct; score: number }[] = []
  for (const [place, product] of shelves.places.entries()) {
    const score = scores[place] ?? 0
    if (product === null || score === 0) continue
    found.push({ product, score: score + titleBonus(product.title, asked) })
  }
  found.sort((a, b) => b.score - a.score || b.product.publishedAt - a.product.publishedAt)
  return found.map(({ product }) => product)
}

/** The very title wins; one that begins so comes next. */
function titleBonus(title: string, asked: string): number {
  // Folding every title would cost more than the search: only those of about the right length can be equal.
  if (title.length > asked.length * 2 + 24) return 0
  const folded = fold(title)
  return folded === asked ? 1000 : folded.startsWith(asked) ? 5 : 0
}

const MOST = 4

function categoriesNamed(
  tree: CatalogTree,
  words: readonly string[],
  products: readonly ListedProduct[],
): Search['categories'] {
  const named = tree.nodes.filter((node) => {
    const own = wordsIn(node.title)
    return words.every((word) =>
      own.some((mine) => mine.startsWith(word) || (word.length > 3 && word.startsWith(mine))),
    )
  })
  return named.slice(0, MOST).map((category) => ({
    category,
    count: products.reduce((all, product) => all + (product.categories.includes(category.number) ? 1 : 0), 0),
  }))
}
