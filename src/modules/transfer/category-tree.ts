import type { CategoryId } from '#kernel/id'
import type { Tx } from '#platform/db'
import { bindRef, saveCategory, slugify } from '#modules/catalog'
import type { CategoryPlace } from './record.ts'

type Made = { key: string; slug: string }
type Options = { system: string; actor: string }

/** Finds categories by their titles from the root down, and makes those that are missing. */
export class CategoryTree {
  readonly #options: Options
  readonly #bySlug = new Map<string, CategoryId>()
  readonly #byPath = new Map<string, CategoryId>()
  readonly #made: Made[] = []

  private constructor(options: Options) {
    this.#options = options
  }

  static async load(tx: Tx, options: Options): Promise<CategoryTree> {
    const tree = new CategoryTree(options)
    const rows = await tx.selectFrom('categories').select(['id', 'parent_id', 'slug', 'title']).orderBy('id').execute()
    const parents = new Map(rows.map((row) => [row.id, row]))
    for (const row of rows) {
      const titles = [row.title]
      for (let at = parents.get(row.parent_id ?? ''); at; at = parents.get(at.parent_id ?? '')) titles.unshift(at.title)
      tree.#bySlug.set(row.slug, row.id as CategoryId)
      const key = keyOf(titles)
      if (!tree.#byPath.has(key)) tree.#byPath.set(key, row.id as CategoryId)
    }
    const refs = await tx
      .selectFrom('external_refs')
      .innerJoin('categories', 'categories.id', 'external_refs.subject_id')
      .select(['key', 'subject_id'])
      .where('system', '=', options.system)
      .where('kind', '=', 'category')
      .execute()
    // What the other system calls by this path is found again after the merchant has renamed or moved it.
    for (const ref of refs) tree.#byPath.set(ref.key, ref.subject_id as CategoryId)
    return tree
  }

  async idsFor(tx: Tx, places: readonly CategoryPlace[] | undefined): Promise<CategoryId[] | undefined> {
    if (!places) return undefined
    const ids: CategoryId[] = []
    for (const place of places) {
      const id = await this.#idOf(tx, place)
      if (id && !ids.includes(id)) ids.push(id)
    }
    return ids
  }

  async #idOf(tx: Tx, place: CategoryPlace): Promise<CategoryId | null> {
    if ('id' in place) return place.id
    if ('slug' in place) return this.#bySlug.get(place.slug) ?? null
    let parentId: CategoryId | null = null
    for (const depth of place.path.keys()) parentId = await this.#child(tx, place.path.slice(0, depth + 1), parentId)
    return parentId
  }

  async #child(tx: Tx, path: readonly string[], parentId: CategoryId | null): Promise<CategoryId> {
    const key = keyOf(path)
    const known = this.#byPath.get(key)
    if (known) return known
    const { system, actor } = this.#options
    const saved = await saveCategory(tx, {
      category: { parentId, title: path.at(-1) ?? '', slug: this.#slugOf(path) },
      actor,
    })
    if (!saved.ok) throw new Error(`category ${path.join(' > ')} was refused: ${saved.refusal.code}`)
    const { categoryId, slug } = saved.value
    await bindRef(tx, { system, kind: 'category', key, subjectId: categoryId })
    this.#byPath.set(key, categoryId)
    this.#bySlug.set(slug, categoryId)
    this.#made.push({ key, slug })
    return categoryId
  }

  /** `tops`, or `women-tops` where men have some too. Undefined: the catalog finds a free one. */
  #slugOf(path: readonly string[]): string | undefined {
    const slugs = [slugify(path.at(-1) ?? ''), slugify(path.slice(-2).join(' '))]
    return slugs.find((slug) => slug !== '' && !this.#bySlug.has(slug))
  }

  mark(): number {
    return this.#made.length
  }

  /** Forgets what was made since the mark: the database was rolled back to it. */
  rewind(mark: number): void {
    for (const { key, slug } of this.#made.splice(mark)) {
      this.#byPath.delete(key)
      this.#bySlug.delete(slug)
    }
  }
}

/** Titles are compared without case. */
export const keyOf = (path: readonly string[]): string =>
  path.map((title) => title.trim().toLowerCase().replace(/\s+/g, ' ')).join(' > ')
