import type { ReactNode } from 'react'

import { Icon } from './Icon.tsx'

type Props = { tone?: 'plain' | 'good' | 'bad'; children: ReactNode }

/** Something the page has to say. A problem is read out at once. */
export const Notice = ({ tone = 'plain', children }: Props) => (
  <div className={`notice notice--${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
    <Icon name={tone === 'good' ? 'check' : 'help'} />
    <div>{children}</div>
  </div>
)
