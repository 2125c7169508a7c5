import { Button, Select } from '@mantine/core'
import { IconPlus, IconReceiptTax } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { TaxRateView, TaxScreen } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Empty } from '../components/Empty.tsx'
import { countryName } from '../components/format.ts'
import { Problem } from '../components/Problem.tsx'
import { words } from '../messages/index.ts'
import { RateForm } from './RateForm.tsx'

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
    <section className="card" aria-labelledby="rates" aria-busy={rates.isFetching}>
      <header>
        <h2 id="rates">{text.rates}</h2>
        <div className="actions">
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setOpen('new')}
          >
            {text.add}
          </Button>
        </div>
      </header>
      <div className="body">
        <p className="soft">{text.ratesText}</p>
        <Select
          label={text.of}
          searchable
          allowDeselect={false}
          data={countries.map((code) => ({ value: code, label: countryName(code) }))}
          value={country}
          onChange={(code) => (code === null ? undefined : setCountry(code))}
        />
        {rates.isError ? <Problem of={rates} /> : null}
        {rates.data?.length === 0 ? (
          <Empty icon={<IconReceiptTax aria-hidden />} title={text.none} text={text.noneText} />
        ) : null}
        {rates.data && rates.data.length > 0 ? <Rates rates={rates.data} onEdit={setOpen} /> : null}
      </div>
      {open === null ? null : (
        <RateForm country={country} rate={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </section>
  )
}

function Rates({ rates, onEdit }: { rates: TaxRateView[]; onEdit: (rate: TaxRateView) => void }) {
  const today = new Date().toISOString().slice(0, 10)
  return (
    <div className="list as-cards plain-list">
      <table>
        <thead>
          <tr>
            <th>{text.columns.kind}</th>
            <th>{text.columns.rate}</th>
            <th>{text.columns.place}</th>
            <th>{text.columns.from}</th>
          </tr>
        </thead>
        <tbody>
          {rates.map((rate) => (
            <tr key={[rate.region, rate.postcodePattern, rate.taxClass, rate.startsOn].join()}>
              <td>
                <button type="button" className="row-link plain-button" onClick={() => onEdit(rate)}>
                  {text.classes[rate.taxClass] ?? rate.taxClass}
                </button>
              </td>
              <td className="num">
                {rate.percent} % {rate.name}
              </td>
              <td>{placeOf(rate)}</td>
              <td>
                {dayWithYear(rate.startsOn)}{' '}
                {rate.startsOn > today ? <span className="soft">{text.future}</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const withYear = new Intl.DateTimeFormat('en', { dateStyle: 'medium' })
const dayWithYear = (iso: string): string => withYear.format(new Date(`${iso}T12:00:00`))

function placeOf({ region, postcodePattern }: TaxRateView): string {
  if (postcodePattern !== '') return text.special(postcodePattern)
  return region === '' ? text.whole : region
}
