import { NavLink } from 'react-router'

import { words } from '../messages/index.ts'

const { tabs } = words.storedValue

const screens = [
  { to: '/gift-cards', name: tabs.cards },
  { to: '/store-credit', name: tabs.credit },
  { to: '/stored-value', name: tabs.owed },
]

/** The three screens of what the shop owes. */
export function Tabs() {
  return (
    <nav className="tabs" aria-label={tabs.label}>
      <ul className="chips">
        {screens.map(({ to, name }) => (
          <li key={to}>
            <NavLink className="chip" to={to} aria-current="true">
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
