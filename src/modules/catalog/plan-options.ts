import { newId } from '#kernel/id'
import type { CheckedProduct } from './product.ts'
import type { SavedOption, SavedValue } from './saved-product.ts'

export type PlannedOption = { id: string; name: string; values: SavedValue[]; saved: SavedOption | null }

type WantedOption = CheckedProduct['options'][number]

/**
 * Finds in the wanted options those that are there already: by name, else by place (then it was renamed). Their ids
 * stay, so what hangs on them stays too. The same holds for the values of each.
 */
export function planOptions(saved: readonly SavedOption[], wanted: readonly WantedOption[]): PlannedOption[] {
  const found = matched(
    saved.map((option) => option.name),
    wanted.map((option) => option.name),
  )
  return wanted.map(({ name, values }, index) => {
    const before = saved[found[index] ?? -1] ?? null
    return { id: before?.id ?? newId(), name, values: planValues(before?.values ?? [], values), saved: before }
  })
}

function planValues(saved: readonly SavedValue[], wanted: WantedOption['values']): SavedValue[] {
  // Only a list of the same length can have been renamed in place; else a value came or went.
  const found = matched(
    saved.map(({ value }) => value),
    wanted.map(({ value }) => value),
    saved.length === wanted.length,
  )
  return wanted.map(({ value, swatch }, index) => ({ id: saved[found[index] ?? -1]?.id ?? newId(), value, swatch }))
}

/** For each wanted name the index of the saved one that it was, or null. */
function matched(saved: readonly string[], wanted: readonly string[], byPlace = true): (number | null)[] {
  const names = new Map(saved.map((name, index) => [name, index]))
  const kept = new Set(wanted)
  return wanted.map((name, index) => {
    const same = names.get(name)
    if (same !== undefined) return same
    const there = saved[index]
    return byPlace && there !== undefined && !kept.has(there) ? index : null
  })
}

/** What a saved variant's values are called after the change, or null when the new options leave that open. */
export function translated(
  values: readonly string[],
  saved: readonly SavedOption[],
  planned: readonly PlannedOption[],
) {
  const result: string[] = []
  for (const option of planned) {
    const value = option.saved ? renamed(values, saved.indexOf(option.saved), option) : onlyValue(option)
    if (value === null) return null
    result.push(value)
  }
  return result
}

function renamed(values: readonly string[], index: number, option: PlannedOption): string | null {
  const before = option.saved?.values.find(({ value }) => value === values[index])
  return option.values.find(({ id }) => id === before?.id)?.value ?? null
}

/** A new option with one value says the same of all variants. */
const onlyValue = ({ values }: PlannedOption): string | null =>
  values.length === 1 ? (values[0]?.value ?? null) : null
