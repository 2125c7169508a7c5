import type { WayToPay } from '../../admin-api/types.ts'

export type Draft = Pick<WayToPay, 'captureMode' | 'holdDays' | 'markets' | 'countries' | 'currencies'> & {
  fields: Record<string, string>
}

/** What the form begins with: public fields as they are, secrets empty. */
export const draftOf = ({ captureMode, holdDays, markets, countries, currencies, fields }: WayToPay): Draft => ({
  captureMode,
  holdDays,
  markets,
  countries,
  currencies,
  fields: Object.fromEntries(fields.map(({ name, value }) => [name, value])),
})
