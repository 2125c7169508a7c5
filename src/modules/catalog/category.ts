import type { CategoryId } from '#kernel/id'

/** A node of the merchant's tree, as lists and menus show it. */
export type Category = Readonly<{
  id: CategoryId
  parentId: CategoryId | null
  slug: string
  title: string
  position: number
}>

/** A category with those below it, in the merchant's order. */
export type CategoryNode = Category & { readonly children: CategoryNode[] }

/** The flat list as a tree. A category whose parent is not in the list stands at the top. */
export function treeOf<T extends Category>(categories: readonly T[]): (T & { children: (T & CategoryNode)[] })[] {
  type Node = T & { children: Node[] }
  const nodes = new Map(categories.map((category): [string, Node] => [category.id, { ...category, children: [] }]))
  const top: Node[] = []
  for (const node of nodes.values()) {
    const parent = node.parentId === null ? undefined : nodes.get(node.parentId)
    ;(parent?.children ?? top).push(node)
  }
  return top
}

/** The way down to a category, from the top: the breadcrumb. Ends where the list does. */
export function trailTo<T extends Category>(categories: readonly T[], id: CategoryId | null): T[] {
  const byId = new Map<string, T>(categories.map((category) => [category.id, category]))
  const trail: T[] = []
  let at = id === null ? undefined : byId.get(id)
  while (at && !trail.includes(at)) {
    trail.unshift(at)
    at = at.parentId === null ? undefined : byId.get(at.parentId)
  }
  return trail
}

/** The category and all below it. */
export function withDescendants(categories: readonly Category[], id: CategoryId): CategoryId[] {
  const found = new Set([id])
  for (const each of found) for (const category of categories) if (category.parentId === each) found.add(category.id)
  return [...found]
}
