import {
  IconBox,
  IconCreditCard,
  IconDiscount,
  IconExternalLink,
  IconGift,
  IconHome,
  IconMail,
  IconPackage,
  IconScale,
  IconSettings,
  IconTags,
  IconUsers,
} from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Link, useLocation } from 'react-router'

import type { Me } from '../../admin-api/types.ts'
import { words } from '../messages/index.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { useShop } from './use-shop.ts'

type Place = { to: string; name: string; Icon: typeof IconBox; /** Whose other addresses. */ also?: string[] }

const screens: readonly Place[] = [
  { to: '/', name: words.nav.home, Icon: IconHome },
  { to: '/orders', name: words.nav.orders, Icon: IconPackage },
  { to: '/products', name: words.nav.products, Icon: IconBox },
  { to: '/price-lists', name: words.nav.priceLists, Icon: IconTags },
  { to: '/customers', name: words.nav.customers, Icon: IconUsers, also: ['/customer-groups'] },
  { to: '/promotions', name: words.nav.promotions, Icon: IconDiscount },
  {
    to: '/gift-cards',
    name: words.nav.storedValue,
    Icon: IconGift,
    also: ['/store-credit', '/stored-value'],
  },
  { to: '/payments', name: words.nav.payments, Icon: IconCreditCard },
  { to: '/finance', name: words.nav.finance, Icon: IconScale },
  { to: '/mails', name: words.nav.mails, Icon: IconMail },
  { to: '/settings', name: words.nav.settings, Icon: IconSettings },
]

const isIn = (pathname: string, places: readonly string[]): boolean =>
  places.some((place) => pathname === place || (place !== '/' && pathname.startsWith(`${place}/`)))

export function Side({ me }: { me: Me }) {
  const shop = useShop()
  const { pathname } = useLocation()
  const list = useRef<HTMLUListElement>(null)
  // On a phone the list is wider than the screen: where we are is moved into sight.
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [pathname])
  return (
    <nav className="side" aria-label={words.nav.label}>
      <div className="brand">
        <img src="/admin/icon.svg" alt="" />
        <span>{shop?.name ?? words.app}</span>
      </div>
      <ul ref={list}>
        {screens.map(({ to, name, Icon, also = [] }) => (
          <li key={to}>
            <Link className="side-link" to={to} aria-current={isIn(pathname, [to, ...also]) ? 'page' : undefined}>
              <Icon aria-hidden />
              {name}
              {shop && to === '/orders' ? <Count of={shop.toShip} say={words.home.toShip} /> : null}
              {shop && to === '/payments' ? <Count of={shop.toCheck} say={words.home.attention} /> : null}
            </Link>
          </li>
        ))}
      </ul>
      <ul className="side-foot">
        <li>
          <a className="side-link" href="/" target="_blank" rel="noreferrer">
            <IconExternalLink aria-hidden />
            {words.openShop}
          </a>
        </li>
        <li>
          <AccountMenu me={me} />
        </li>
      </ul>
    </nav>
  )
}

const Count = ({ of: count, say }: { of: number; say: (count: number) => string }) =>
  count === 0 ? null : (
    <span className="side-count num" aria-label={say(count)}>
      {count}
    </span>
  )
