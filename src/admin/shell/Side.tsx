import {
  IconBox,
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
import { NavLink } from 'react-router'

import type { Me } from '../../admin-api/types.ts'
import { words } from '../messages/index.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { useShop } from './use-shop.ts'

const screens = [
  { to: '/', name: words.nav.home, Icon: IconHome },
  { to: '/orders', name: words.nav.orders, Icon: IconPackage },
  { to: '/products', name: words.nav.products, Icon: IconBox },
  { to: '/price-lists', name: words.nav.priceLists, Icon: IconTags },
  { to: '/customers', name: words.nav.customers, Icon: IconUsers },
  { to: '/promotions', name: words.nav.promotions, Icon: IconDiscount },
  { to: '/gift-cards', name: words.nav.storedValue, Icon: IconGift },
  { to: '/finance', name: words.nav.finance, Icon: IconScale },
  { to: '/mails', name: words.nav.mails, Icon: IconMail },
  { to: '/settings', name: words.nav.settings, Icon: IconSettings },
]

export function Side({ me }: { me: Me }) {
  const shop = useShop()
  return (
    <nav className="side" aria-label={words.nav.label}>
      <div className="brand">
        <img src="/admin/icon.svg" alt="" />
        <span>{shop?.name ?? words.app}</span>
      </div>
      <ul>
        {screens.map(({ to, name, Icon }) => (
          <li key={to}>
            <NavLink className="side-link" to={to} end={to === '/'}>
              <Icon aria-hidden />
              {name}
              {to === '/orders' && shop && shop.toShip > 0 ? (
                <span className="side-count num" aria-label={words.home.toShip(shop.toShip)}>
                  {shop.toShip}
                </span>
              ) : null}
            </NavLink>
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
