import { NavLink } from 'react-router'

import { words } from '../messages/index.ts'

const { tabs } = words.ledger

const screens = [
  { to: '/finance', name: tabs.books },
  { to: '/finance/journal', name: tabs.journal },
  { to: '/finance/payouts', name: tabs.payouts },
]

export function Tabs() {
  return (
    <nav aria-label={tabs.label}>
      <ul className="chips tabs">
        {screens.map(({ to, name }) => (
          <li key={to}>
            <NavLink className="chip" to={to} end={to === '/finance'} aria-current="true">
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
