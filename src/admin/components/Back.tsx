import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from 'react-router'

export function Back({ to, children }: { to: string; children: string }) {
  return (
    <Link className="back" to={to} aria-label={children} title={children}>
      <IconArrowLeft aria-hidden />
    </Link>
  )
}
