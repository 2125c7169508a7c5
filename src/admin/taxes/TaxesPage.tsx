import type { TaxScreen } from '../../admin-api/types.ts'
import { Read } from '../components/Read.tsx'
import { Screen } from '../components/Screen.tsx'
import { useEdited } from '../components/use-edited.ts'
import { words } from '../messages/index.ts'
import { HomeForm } from './HomeForm.tsx'
import { RatesCard } from './RatesCard.tsx'

const text = words.taxes

/** Where the shop is known to the tax office, and what it charges. */
export function TaxesPage() {
  const { query, round, reload, show } = useEdited<TaxScreen>('taxes', '/taxes')
  return (
    <Screen narrow title={text.title} back={{ to: '/settings', name: text.back }} busy={query.isPending}>
      <Read of={query}>
        {(screen) => (
          <div className="stack">
            <HomeForm key={round} screen={screen} onSaved={show} onDiscard={reload} />
            <RatesCard screen={screen} />
          </div>
        )}
      </Read>
    </Screen>
  )
}
