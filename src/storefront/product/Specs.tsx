import type { PageVariant } from '#modules/catalog'
import { measure } from '../words.ts'
import type { ProductProps } from './ProductPage.tsx'

/** The facts, under the names that the filters use. */
export const Specs = ({ place, words, product, choice }: ProductProps) => {
  const variant = choice.variant ?? product.variants[0]
  const rows: [string, string][] = product.attributes.map(({ name, type, values, unit }) => [
    name,
    values.map((value) => (type === 'boolean' ? words.yesOrNo(value) : unit ? `${value} ${unit}` : value)).join(', '),
  ])
  if (product.vendor !== '') rows.push([words.vendor, product.vendor])
  if (variant) rows.push(...measuresOf(variant, words, place.locale))
  if (choice.variant?.sku) rows.push([words.sku, choice.variant.sku])
  if (choice.variant?.gtin) rows.push([words.gtin, choice.variant.gtin])
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="details">
      <h2 id="details">{words.details}</h2>
      <table className="specs">
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function measuresOf(variant: PageVariant, words: ProductProps['words'], locale: string): [string, string][] {
  const rows: [string, string][] = []
  const { weightGrams, lengthMm, widthMm, heightMm } = variant
  if (weightGrams)
    rows.push([
      words.weight,
      weightGrams < 1000 ? measure(weightGrams, 'gram', locale) : measure(weightGrams / 1000, 'kilogram', locale),
    ])
  const sides = [lengthMm, widthMm, heightMm].filter((side) => side !== null && side > 0)
  if (sides.length === 3)
    rows.push([words.dimensions, sides.map((side) => measure((side ?? 0) / 10, 'centimeter', locale)).join(' × ')])
  return rows
}
