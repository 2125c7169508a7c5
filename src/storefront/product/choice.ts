import type { PageVariant, ProductPage } from '#modules/catalog'
import { stockWord } from '#modules/inventory'

/** What the address says of the variants: one of them, or values of all options but the last. */
export type Choice = Readonly<{
  variant: PageVariant | null
  /** The chosen value of each option; null for what the shopper still has to choose. */
  values: readonly (string | null)[]
}>

export type Asked = Readonly<{ variant: string | null; pick: string | null }>

type Product = Pick<ProductPage, 'options' | 'variants'>

/** No size is chosen for the shopper; what shows the goods (the options before the last) is. */
export function choiceOf(product: Product, asked: Asked): Choice {
  const { options, variants } = product
  const named = variants.find(({ id }) => id === asked.variant)
  const [only] = variants
  if (named) return { variant: named, values: named.options }
  if (only && variants.length === 1) return { variant: only, values: only.options }
  const picks = asked.pick?.split('.').map(Number) ?? []
  const before = options.slice(0, -1).map(({ values }, index) => values[picks[index] ?? -1]?.value ?? null)
  const shown = before.includes(null) ? firstShown(product, before) : before
  return { variant: null, values: [...shown, ...(options.length > 0 ? [null] : [])] }
}

/** The values of the first variant that can be had and fits what is chosen already. */
function firstShown({ variants }: Product, before: readonly (string | null)[]): (string | null)[] {
  const fitting = variants.filter(({ options }) =>
    before.every((value, index) => value === null || value === options[index]),
  )
  const shown = fitting.find(isThere) ?? fitting[0]
  return before.map((value, index) => value ?? shown?.options[index] ?? null)
}

export const isThere = ({ stock, price }: PageVariant): boolean => price !== null && stockWord(stock) !== 'sold_out'

/** The variant of these values, if the shop has one. */
export const variantWith = ({ variants }: Product, values: readonly (string | null)[]): PageVariant | undefined =>
  variants.find(({ options }) => options.every((value, index) => value === values[index]))

/** The query that chooses another value of an option before the last; keeps the last one's value where that exists. */
export function pickQuery(product: Product, choice: Choice, option: number, value: string): string {
  const values = choice.values.map((chosen, index) => (index === option ? value : chosen))
  const variant = values.includes(null) ? undefined : variantWith(product, values)
  if (variant) return `?variant=${variant.id}`
  const numbers = product.options
    .slice(0, -1)
    .map(({ values: known }, index) => known.findIndex((each) => each.value === values[index]))
  return `?pick=${numbers.join('.')}`
}

/** Can any variant with this value be had, the other chosen options before the last staying as they are? */
export const canPick = ({ variants }: Product, choice: Choice, option: number, value: string): boolean =>
  variants.some(
    (variant) =>
      isThere(variant) &&
      variant.options[option] === value &&
      choice.values.every((chosen, index) => index >= option || chosen === variant.options[index]),
  )

/** The pictures, those of what is chosen first. */
export function picturesFor({ media, variants }: ProductPage, { variant, values }: Choice): ProductPage['media'] {
  const fitting =
    variant ??
    variants.find(({ options }) => values.every((value, index) => value === null || value === options[index]))
  const isChosen = variant !== null || values.some((value) => value !== null)
  const first = isChosen ? new Set<string>(fitting?.mediaIds) : new Set<string>()
  return [...media.filter(({ id }) => first.has(id)), ...media.filter(({ id }) => !first.has(id))]
}
