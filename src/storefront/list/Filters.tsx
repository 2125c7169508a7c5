import { decimal, money } from '#kernel/money'
import type { FacetCount } from '#modules/search'
import { Icon } from '../components/Icon.tsx'
import type { Messages } from '../messages/index.ts'
import { href } from '../place.ts'
import type { ListProps } from './Listing.tsx'

const OPEN = 3
const SHOWN = 10

/** All filters in one form: with JavaScript each choice applies at once, without it the button does. */
export const Filters = ({ place, words, path, wish, listing }: ListProps) => (
  <details className="filters" id="filters-panel">
    <summary>
      <Icon name="sliders" /> {words.filters}
    </summary>
    <form className="filters__form" id="filters" action={href(place, path)}>
      {wish.query !== '' && <input type="hidden" name="q" value={wish.query} />}
      <Availability words={words} chosen={wish.filters.inStock} count={listing.inStock} />
      <PriceRange place={place} words={words} wish={wish} listing={listing} />
      {listing.facets.map((facet, index) => (
        <Facet key={facet.key} facet={facet} words={words} open={index < OPEN || facet.values.some((v) => v.chosen)} />
      ))}
      <div className="filters__buttons">
        <button className="btn btn--small">{words.apply}</button>
      </div>
    </form>
  </details>
)

const Availability = ({ words, chosen, count }: { words: Messages; chosen: boolean; count: number }) => (
  <div className="facet">
    <label className="facet__value">
      <input type="checkbox" name="stock" value="1" id="f-stock" defaultChecked={chosen} />
      {words.inStockOnly}
      <span className="facet__count">{count}</span>
    </label>
  </div>
)

const PriceRange = ({ place, words, wish, listing }: Pick<ListProps, 'place' | 'words' | 'wish' | 'listing'>) => {
  const { currency } = place.market
  const text = (amount: number): string => decimal(money(amount, currency)).replace(/\.0+$/, '')
  const { from, to } = wish.filters
  const range = listing.priceRange
  return (
    <details className="facet" id="f-price" open>
      <summary>
        {words.price} ({currency}) <Icon name="chevron" />
      </summary>
      <div className="facet__range">
        <label className="field">
          <span className="field__label">{words.priceFrom}</span>
          <input
            className="input"
            type="text"
            name="from"
            id="f-from"
            inputMode="decimal"
            defaultValue={from === null ? '' : text(from)}
            placeholder={range ? text(range.min) : ''}
            maxLength={12}
          />
        </label>
        <label className="field">
          <span className="field__label">{words.priceTo}</span>
          <input
            className="input"
            type="text"
            name="to"
            id="f-to"
            inputMode="decimal"
            defaultValue={to === null ? '' : text(to)}
            placeholder={range ? text(range.max) : ''}
            maxLength={12}
          />
        </label>
      </div>
    </details>
  )
}

const Facet = ({ facet, words, open }: { facet: FacetCount; words: Messages; open: boolean }) => {
  const name = facet.key === 'vendor' ? words.vendor : facet.name
  const chosenLast = facet.values.findLastIndex((value) => value.chosen)
  const shown = facet.values.length <= SHOWN + 2 ? facet.values.length : Math.max(SHOWN, chosenLast + 1)
  const more = facet.values.slice(shown)
  return (
    <details className="facet" id={`f-${facet.key}`} open={open}>
      <summary>
        {name} <Icon name="chevron" />
      </summary>
      <div className="facet__values" role="group" aria-label={name}>
        {facet.values.slice(0, shown).map((value) => (
          <Value key={value.key} facet={facet.key} value={value} words={words} />
        ))}
        {more.length > 0 && (
          <details className="facet__more" id={`f-${facet.key}-more`}>
            <summary>{words.showMore(more.length)}</summary>
            {more.map((value) => (
              <Value key={value.key} facet={facet.key} value={value} words={words} />
            ))}
          </details>
        )}
      </div>
    </details>
  )
}

type ValueProps = { words: Messages; facet: string; value: FacetCount['values'][number] }

/** A value that would show nothing stays where it is, but cannot be chosen. */
const Value = ({ words, facet, value: { key, label, swatch, count, chosen } }: ValueProps) => {
  const isEmpty = count === 0 && !chosen
  return (
    <label className={isEmpty ? 'facet__value facet__value--none' : 'facet__value'}>
      <input
        type="checkbox"
        name={facet}
        value={key}
        id={`f-${facet}-${key}`}
        defaultChecked={chosen}
        disabled={isEmpty}
      />
      {swatch && <span className="swatch" style={{ backgroundColor: swatch }} />}
      {words.yesOrNo(label)}
      <span className="facet__count">{count}</span>
    </label>
  )
}
