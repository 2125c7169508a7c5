import { NavLink } from 'react-router'

type Props = { label: string; screens: readonly { to: string; name: string; end?: boolean }[] }

/** Screens that belong together; each has an address of its own. */
export function TabLinks({ label, screens }: Props) {
  return (
    <nav className="tabs" aria-label={label}>
      <ul className="chips">
        {screens.map(({ to, name, end = false }) => (
          <li key={to}>
            <NavLink className="chip" to={to} end={end} aria-current="true">
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
