import type { ProductId, VariantId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { readProductForEdit, saveProduct, type ProductForEdit } from '#modules/catalog'
import { readPricesOfProducts, setPrices } from '#modules/pricing'
import type { Tx } from '#platform/db'
import type { OptionsChange } from './input.ts'
import type { SaveRefusal } from './save.ts'

type Product = ProductForEdit['product']
type Wanted = OptionsChange['options']
type Save = { id: ProductId; change: OptionsChange; actor: string }

/**
 * Gives a product these options: every combination of their values becomes a variant. Those that are there keep all they
 * have; a new one takes over prices and sizes of its nearest kin, and begins without stock.
 */
export async function saveOptions(tx: Tx, { id, change, actor }: Save): Promise<Result<null, SaveRefusal>> {
  const known = await readProductForEdit(tx, id)
  if (!known) return refuse({ code: 'not_found' })
  if (known.version !== change.version) return refuse({ code: 'changed_meanwhile' })
  const settled = await saveProduct(tx, { id, product: settledIn(known.product, change.options), actor })
  if (!settled.ok) return settled
  const before = await readProductForEdit(tx, id)
  if (!before) return refuse({ code: 'not_found' })

  const kin = (values: readonly string[]) => nearest(before.product.variants, values)
  const variants = combinations(change.options).map((options) => variantFor(kin(options), options))
  const saved = await saveProduct(tx, {
    id,
    product: { ...before.product, ...optionsOf(before.product, change.options), variants },
    actor,
  })
  if (!saved.ok) return saved
  const old = new Set(before.product.variants.map((variant) => variant.id))
  const fresh = saved.value.variants.filter(({ variantId }) => !old.has(variantId))
  return copyPrices(tx, { id, actor, pairs: fresh.map((one) => [one.variantId, kin(one.options)?.id] as const) })
}

/** A new option says the same of all variants at first; one that is not wanted any more says nothing. */
function settledIn(product: Product, wanted: Wanted): Product {
  const places = wanted.map(({ name }) => product.options.findIndex((option) => option.name === name))
  const options = wanted.map(({ name, values }, index) => {
    const known = product.options[places[index] ?? -1]
    return known ?? { name, values: values.slice(0, 1).map((value) => ({ value })) }
  })
  const variants = product.variants.map((variant) => ({
    ...variant,
    options: wanted.map(({ values }, index) => variant.options[places[index] ?? -1] ?? values[0] ?? ''),
  }))
  const first = new Map(variants.toReversed().map((variant) => [JSON.stringify(variant.options), variant]))
  return {
    ...product,
    options,
    variants: variants.filter((variant) => first.get(JSON.stringify(variant.options)) === variant),
  }
}

function optionsOf({ options }: Product, wanted: Wanted): Pick<Product, 'options'> {
  const swatches = new Map(
    options.flatMap(({ name, values }) => values.map(({ value, swatch }) => [`${name}\n${value}`, swatch] as const)),
  )
  return {
    options: wanted.map(({ name, values }) => ({
      name,
      values: values.map((value) => ({ value, swatch: swatches.get(`${name}\n${value}`) ?? null })),
    })),
  }
}

/** Every choice of one value an option; one empty choice without options. */
const combinations = (options: Wanted): string[][] =>
  options.reduce<string[][]>(
    (all, { values }) => all.flatMap((chosen) => values.map((value) => [...chosen, value])),
    [[]],
  )

type Variant = Product['variants'][number]

function nearest(variants: readonly Variant[], values: readonly string[]): Variant | undefined {
  const likeness = (variant: Variant): number =>
    variant.options.filter((value, index) => value === values[index]).length
  return variants.reduce<Variant | undefined>(
    (best, variant) => (best && likeness(best) >= likeness(variant) ? best : variant),
    undefined,
  )
}

function variantFor(kin: Variant | undefined, options: string[]): Product['variants'][number] {
  if (!kin) throw new Error('a product has one variant at least')
  const isSame = kin.options.every((value, index) => value === options[index])
  return isSame ? kin : { ...kin, options, sku: null, gtin: null, mpn: null, mediaIds: [] }
}

type Copy = { id: ProductId; actor: string; pairs: readonly (readonly [VariantId, VariantId | undefined])[] }

async function copyPrices(tx: Tx, { id, actor, pairs }: Copy): Promise<Result<null, SaveRefusal>> {
  const known = Map.groupBy(await readPricesOfProducts(tx, [id]), (price) => price.variantId)
  const prices = pairs.flatMap(([variantId, from]) =>
    from === undefined ? [] : (known.get(from) ?? []).map((price) => ({ ...price, variantId })),
  )
  const saved = await setPrices(tx, prices, { actor })
  return saved.ok ? ok(null) : saved
}
