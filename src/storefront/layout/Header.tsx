import type { CategoryNode } from '#modules/search'
import { Icon } from '../components/Icon.tsx'
import type { Messages } from '../messages/index.ts'
import { href, type Place } from '../place.ts'
import { Logo } from './Logo.tsx'

type Props = {
  place: Place
  words: Messages
  shopName: string
  menu: readonly CategoryNode[]
  /** A line above everything; '' for none. */
  announcement: string
}

export const Header = ({ place, words, shopName, menu, announcement }: Props) => (
  <header className="header">
    {announcement === '' ? null : <p className="announcement">{announcement}</p>}
    <div className="header__bar wrap">
      <MobileMenu place={place} words={words} menu={menu} />
      <a className="logo" href={href(place, '/')}>
        <Logo />
        <span className="logo__name">{shopName}</span>
      </a>
      <search-box class="search-box" data-suggest={href(place, '/search/suggest')}>
        <form className="search-box__form" role="search" action={href(place, '/search')}>
          <label className="visually-hidden" htmlFor="search">
            {words.search}
          </label>
          <input
            className="search-box__field"
            id="search"
            type="search"
            name="q"
            placeholder={words.searchHint}
            autoComplete="off"
            maxLength={200}
            enterKeyHint="search"
          />
          <button className="search-box__button" aria-label={words.search}>
            <Icon name="search" />
          </button>
        </form>
      </search-box>
      <div className="header__links">
        <a className="cart-link" href={href(place, '/sign-in')} data-no-prefetch="">
          <Icon name="person" />
          <customer-name
            class="cart-link__word cart-link__name"
            data-from={href(place, '/fragments/customer')}
            data-nobody={words.signIn}
          >
            {words.signIn}
          </customer-name>
        </a>
        <a className="cart-link" href={href(place, '/cart')} data-no-prefetch="">
          <Icon name="bag" />
          <span className="cart-link__word">{words.cart}</span>
          <cart-count class="cart-count" data-from={href(place, '/fragments/cart')} />
        </a>
      </div>
    </div>
    <MainMenu place={place} words={words} menu={menu} />
  </header>
)

type MenuProps = Pick<Props, 'place' | 'words' | 'menu'>

const MainMenu = ({ place, words, menu }: MenuProps) => (
  <nav className="nav wrap" aria-label={words.allCategories}>
    <ul className="nav__list">
      {menu.map((category) => (
        <li className="nav__item" key={category.id}>
          <a className="nav__link" href={href(place, category.path)}>
            {category.title}
          </a>
          {category.children.length > 0 && <Flyout place={place} words={words} category={category} />}
        </li>
      ))}
    </ul>
  </nav>
)

const Flyout = ({ place, words, category }: { place: Place; words: Messages; category: CategoryNode }) => (
  <menu-flyout>
    <details className="flyout" name="menu">
      <summary className="flyout__button">
        <span className="visually-hidden">{words.within(category.title)}</span>
        <Icon name="chevron" />
      </summary>
      <ul className="flyout__panel">
        {category.children.map((child) => (
          <li key={child.id}>
            <a className="flyout__link" href={href(place, child.path)}>
              {child.title}
            </a>
            {child.children.length > 0 && (
              <ul className="flyout__more">
                {child.children.map((grandchild) => (
                  <li key={grandchild.id}>
                    <a href={href(place, grandchild.path)}>{grandchild.title}</a>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
        <li className="flyout__all">
          <a href={href(place, category.path)}>{words.everythingIn(category.title)}</a>
        </li>
      </ul>
    </details>
  </menu-flyout>
)

const MobileMenu = ({ place, words, menu }: MenuProps) => (
  <menu-flyout class="mobile-menu">
    <details className="mobile-menu__details">
      <summary className="mobile-menu__button">
        <span className="visually-hidden">{words.menu}</span>
        <Icon name="menu" />
      </summary>
      <nav className="mobile-menu__panel" aria-label={words.menu}>
        <ul>
          {menu.map((category) => (
            <li key={category.id}>
              <a className="mobile-menu__link" href={href(place, category.path)}>
                {category.title}
              </a>
              {category.children.length > 0 && (
                <ul className="mobile-menu__more">
                  {category.children.map((child) => (
                    <li key={child.id}>
                      <a href={href(place, child.path)}>{child.title}</a>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      </nav>
    </details>
  </menu-flyout>
)

/** The checkout's header: the way home, help, and that the line is safe; nothing that leads astray. */
export const CheckoutHeader = ({
  place,
  words,
  shopName,
  email,
}: Omit<Props, 'menu' | 'announcement'> & { email: string }) => (
  <header className="header header--plain">
    <div className="header__bar wrap">
      <a className="logo" href={href(place, '/')}>
        <Logo />
        <span className="logo__name">{shopName}</span>
      </a>
      <p className="header__safe">
        <Icon name="lock" /> {words.secureCheckout}
      </p>
      <a className="header__help" href={`mailto:${email}`}>
        <Icon name="help" /> {words.needHelp}
      </a>
    </div>
  </header>
)
