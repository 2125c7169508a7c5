import { IconMapQuestion } from '@tabler/icons-react'
import { Link } from 'react-router'

import { words } from '../messages/index.ts'

export function LostPage() {
  return (
    <main className="page" id="content">
      <div className="empty">
        <IconMapQuestion aria-hidden />
        <h1>{words.lost.title}</h1>
        <p className="soft">{words.lost.text}</p>
        <Link className="link" to="/">
          {words.lost.home}
        </Link>
      </div>
    </main>
  )
}
