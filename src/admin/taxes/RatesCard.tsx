import { Select } from '@mantine/core'
import { IconReceiptTax } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { TaxRateView, TaxScreen } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Card } from '../components/Card.tsx'
import { Empty } from '../components/Empty.tsx'
import { countryName, showDayAndYear } from '../components/format.ts'
import { NewButton } from '../components/NewButton.tsx'
import { Read } from '../components/Read.tsx'
import { type Column, Table } from '../components/Table.tsx'
import { words } from '../messages/index.ts'
import { RateForm } from './RateForm.tsx'
import { regionName } from './regions.ts'

const text = words.taxes

/** The rates of one country at a time, past and future ones too. */
export function RatesCard({ screen }: { screen: TaxScreen }) {
  const [country, setCountry] = useState(screen.settings.country)
  const [open, setOpen] = useState<TaxRateView | 'new' | null>(null)
  const rates = useQuery({
    queryKey: ['tax-rates', country],
    queryFn: () => ask<TaxRateView[]>('GET', `/taxes/rates?country=${country}`),
  })
  const countries = [...new Set([...screen.countries, country])]
  return (
    <Card
      title={text.rates}
      busy={rates.isFetching}
      actions={
        <NewButton variant="default" size="compact-sm" onClick={() => setOpen('new')}>
          {text.add}
        </NewButton>
      }
    >
      <p className="soft">{text.ratesText}</p>
      <Select
        label={text.of}
        searchable
        allowDeselect={false}
        data={countries.map((code) => ({ value: code, label: countryName(code) }))}
        value={country}
        onChange={(code) => (code === null ? undefined : setCountry(code))}
      />
      <Read of={rates}>{(found) => <Rates rates={found} onEdit={setOpen} />}</Read>
      {open === null ? null : (
        <RateForm country={country} rate={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </Card>
  )
}

type Edit = (rate: TaxRateView) => void

function Rates({ rates, onEdit }: { rates: readonly TaxRateView[]; onEdit: Edit }) {
  if (rates.length === 0) return <Empty icon={<IconReceiptTax aria-hidden />} title={text.none} text={text.noneText} />
  return (
    <div className="list as-cards plain-list">
      <Table columns={columnsOf(onEdit)} rows={rates} keyOf={keyOf} />
    </div>
  )
}

const keyOf = ({ region, postcodePattern, taxClass, startsOn }: TaxRateView): string =>
  [region, postcodePattern, taxClass, startsOn].join()

const columnsOf = (onEdit: Edit): readonly Column<TaxRateView>[] => [
  {
    name: text.columns.kind,
    cell: (rate) => (
      <button type="button" className="row-link plain-button" onClick={() => onEdit(rate)}>
        {text.classes[rate.taxClass] ?? rate.taxClass}
      </button>
    ),
  },
  { name: text.columns.rate, look: 'end num', cell: ({ percent, name }) => `${percent} % ${name}` },
  { name: text.columns.place, cell: placeOf },
  { name: text.columns.from, cell: ({ startsOn }) => <Since startsOn={startsOn} /> },
]

function Since({ startsOn }: { startsOn: string }) {
  const today = new Date().toISOString().slice(0, 10)
  return (
    <>
      {showDayAndYear(startsOn)} {startsOn > today ? <span className="soft">{text.future}</span> : null}
    </>
  )
}

function placeOf({ country, region, postcodePattern }: TaxRateView): string {
  if (postcodePattern !== '') return text.special(postcodePattern)
  return region === '' ? text.whole : regionName(country, region)
}
