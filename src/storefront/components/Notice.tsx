import type { Content } from '#platform/html'

import { Icon } from './Icon.tsx'

type Props = { tone?: 'plain' | 'good' | 'bad'; children: Content }

const icons = { plain: 'help', good: 'check', bad: 'alert' } as const

/** Something the page has to say. A problem is read out at once. */
export const Notice = ({ tone = 'plain', children }: Props) => (
  <div className={`notice notice--${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
    <Icon name={icons[tone]} />
    <div>{children}</div>
  </div>
)
