import { useSearchParams } from 'react-router'

/** The state of a list stands in its address: a link opens it, the back button goes back. */
export function useListAddress(): {
  params: URLSearchParams
  change: (changes: Record<string, string | null>, replace?: boolean) => void
} {
  const [params, setParams] = useSearchParams()
  const change = (changes: Record<string, string | null>, replace = false): void =>
    setParams((old) => changed(old, changes), { replace })
  return { params, change }
}

/** Another page of the list is another choice: what is changed starts at the first page. */
export function changed(old: URLSearchParams, changes: Record<string, string | null>): URLSearchParams {
  const next = new URLSearchParams(old)
  if (!('page' in changes)) next.delete('page')
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') next.delete(name)
    else next.set(name, value)
  }
  return next
}

/** Whether the address asks for some of a list only, a page of it too. Its order and what is open over it do not. */
export const isNarrowed = (params: URLSearchParams): boolean =>
  [...params.keys()].some((name) => !['new', 'tab', 'mode', 'sort'].includes(name))

/** What a click on a heading asks for: the order it is made for, and then the other way round. */
export function nextSort(now: string | undefined, sort: string): string {
  if (now !== sort) return sort
  return sort.startsWith('-') ? sort.slice(1) : `-${sort}`
}
