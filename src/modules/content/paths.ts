/** What has a page of its own in the shop. */
export type PathKind = 'product' | 'category' | 'collection' | 'page'

const folders: Record<PathKind, string> = {
  product: '/p/',
  category: '/c/',
  collection: '/collections/',
  page: '/pages/',
}

/** Where a thing is found, without the language's prefix: `/p/mug`. */
export const pathOf = (kind: PathKind, slug: string): string => `${folders[kind]}${slug}`

/** A thing of ours, found by its id whatever its slug becomes, or any path. */
export type RedirectTarget = { kind: PathKind; id: string } | { kind: 'path'; path: string }
