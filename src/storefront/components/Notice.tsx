import type { Content } from '#platform/html'

import { Icon } from './Icon.tsx'

type Props = { tone?: 'plain' | 'good' | 'bad'; children: Content }

/** Something the page has to say. A problem is read out at once. */
export const Notice = ({ tone = 'plain', children }: Props) => (
  <div className={`notice notice--${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
    <Icon name={tone === 'good' ? 'check' : 'help'} />
    <div>{children}</div>
  </div>
)
