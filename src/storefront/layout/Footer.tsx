import { oncePer } from '#kernel/once-per'
import type { CategoryNode } from '#modules/search'
import { Icon } from '../components/Icon.tsx'
import type { Messages } from '../messages/index.ts'
import { href, type Place, type Places } from '../place.ts'
import type { Shop } from '../shop.ts'
import { countryName } from '../words.ts'
import { Logo } from './Logo.tsx'

/** Stands where the page's own path belongs, so that a change of country or language keeps the page. */
export const HERE = '/--here--'

type Props = { place: Place; words: Messages; shop: Shop; menu: readonly CategoryNode[] }

export const Footer = ({ place, words, shop, menu }: Props) => (
  <footer className="footer">
    <div className="footer__columns wrap">
      <div className="footer__sign">
        <Logo />
        <p className="footer__name">{shop.settings.name}</p>
      </div>
      <nav aria-label={words.footerShop}>
        <h2 className="footer__heading">{words.footerShop}</h2>
        <ul className="footer__list">
          {menu.slice(0, 8).map((category) => (
            <li key={category.id}>
              <a href={href(place, category.path)}>{category.title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {(shop.pages.length > 0 || shop.hasGiftCards) && (
        <nav aria-label={words.footerHelp}>
          <h2 className="footer__heading">{words.footerHelp}</h2>
          <ul className="footer__list">
            {shop.pages.map((page) => (
              <li key={page.slug}>
                <a href={href(place, `/pages/${page.slug}`)}>{page.title}</a>
              </li>
            ))}
            {shop.hasGiftCards && (
              <li>
                <a href={href(place, '/gift-card')}>{words.footerGiftCard}</a>
              </li>
            )}
          </ul>
        </nav>
      )}
      <div>
        <h2 className="footer__heading">{words.footerContact}</h2>
        <address className="footer__address">
          {shop.settings.address.map((line) => (
            <span key={line}>{line}</span>
          ))}
          <a href={`mailto:${shop.settings.email}`}>{shop.settings.email}</a>
          {shop.settings.phone && <a href={`tel:${shop.settings.phone}`}>{shop.settings.phone}</a>}
        </address>
      </div>
    </div>
    <div className="footer__base wrap">
      <PlaceSwitch place={place} places={shop.places} words={words} />
      <p className="footer__tax">
        {place.market.taxDisplay === 'inclusive' ? words.pricesWithTax : words.pricesWithoutTax}
      </p>
    </div>
  </footer>
)

const PlaceSwitch = ({ place, places, words }: { place: Place; places: Places; words: Messages }) => (
  <details className="places">
    <summary className="places__button">
      <Icon name="globe" />
      <span className="visually-hidden">{words.changePlace}: </span>
      {marketName(place, place)} · {languageName(place)} · {place.market.currency}
    </summary>
    <ul className="places__list" aria-label={words.footerPlace}>
      {places.all.map((other) => (
        <li key={other.prefix}>
          <a
            href={other.prefix + HERE}
            hrefLang={other.hreflang}
            lang={other.language}
            aria-current={other.prefix === place.prefix ? 'true' : undefined}
            data-no-prefetch=""
          >
            {marketName(other, other)} · {languageName(other)} <span>{other.market.currency}</span>
          </a>
        </li>
      ))}
    </ul>
  </details>
)

const languageNames = oncePer((language) => new Intl.DisplayNames([language], { type: 'language' }))

const languageName = ({ language }: Place): string => languageNames(language).of(language) ?? language

/** A market of one country or two bears a country's name in the reader's language; the Union's too, as long as it has its own. */
export function marketName({ market }: Place, reader: Place): string {
  if (market.countries.length <= 2) return countryName(market.defaultCountry, reader.language)
  return market.name === 'European Union' ? countryName('EU', reader.language) : market.name
}

export const CheckoutFooter = ({ place, words, shop }: Omit<Props, 'menu'>) => (
  <footer className="footer footer--plain">
    <div className="footer__base wrap">
      <ul className="footer__row">
        {shop.pages.map((page) => (
          <li key={page.slug}>
            <a href={href(place, `/pages/${page.slug}`)}>{page.title}</a>
          </li>
        ))}
      </ul>
      <p className="footer__tax">
        {place.market.taxDisplay === 'inclusive' ? words.pricesWithTax : words.pricesWithoutTax}
      </p>
    </div>
  </footer>
)
