import { TabLinks } from '../components/TabLinks.tsx'
import { words } from '../messages/index.ts'

const { tabs } = words.moneyToCheck

const screens = [
  { to: '/payments', name: tabs.attention, end: true },
  { to: '/payments/disputes', name: tabs.disputes },
]

export const Tabs = () => <TabLinks label={tabs.label} screens={screens} />
