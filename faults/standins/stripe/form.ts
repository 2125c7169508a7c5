export type Tree = { [name: string]: Tree | string }

/** Stripe's way to write objects and lists in a form: `line_items[0][quantity]=1`. */
export function readForm(text: string): Tree {
  const tree: Tree = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const steps = [...name.matchAll(/[^[\]]+/g)].map(([step]) => step)
    const last = steps.pop() ?? ''
    let at = tree
    for (const step of steps) {
      const next = at[step]
      at = typeof next === 'object' ? next : (at[step] = {})
    }
    at[last] = value
  }
  return tree
}

/** The text at a path; undefined when there is none. */
export function textAt(tree: Tree, ...path: string[]): string | undefined {
  let at: Tree | string | undefined = tree
  for (const step of path) at = typeof at === 'object' ? at[step] : undefined
  return typeof at === 'string' ? at : undefined
}

export function treeAt(tree: Tree, ...path: string[]): Record<string, string> {
  let at: Tree | string | undefined = tree
  for (const step of path) at = typeof at === 'object' ? at[step] : undefined
  const entries = typeof at === 'object' ? Object.entries(at) : []
  return Object.fromEntries(entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
}
