import type { TaxSettings } from './settings.ts'
import type { TaxPlace } from './tax.ts'
import { isInUnion } from './union.ts'
import { readVatId, type VatId } from './vat-id.ts'

/** What was last said about a VAT ID, and when. */
export type VatCheck = Readonly<{
  id: string
  state: 'valid' | 'invalid' | 'unavailable'
  holderName: string
  checkedAt: Date
}>

/**
 * none: nothing typed. valid: the register knows it. format_only: it looks right and the register did not answer (or has
 * none for that country). invalid: it cannot be right, or the register does not know it. unchecked: nobody has asked yet.
 */
export type VatState = 'none' | 'valid' | 'format_only' | 'invalid' | 'unchecked'

export type Vat = Readonly<{
  id: string | null
  state: VatState
  /** As the register has it; '' when it does not tell. */
  holder: string
  /** The answer that this stands on. */
  checkId: string | null
  /** Whether asking for an ID makes sense: a delivery from the shop's country of the Union to another one. */
  offered: boolean
  /** The buyer owes the tax. */
  reverseCharge: boolean
}>

export const noVat: Vat = {
  id: null,
  state: 'none',
  holder: '',
  checkId: null,
  offered: false,
  reverseCharge: false,
}

type Facts = Readonly<{
  vatId: string | null
  check: VatCheck | null
  place: TaxPlace
  settings: TaxSettings
}>

/**
 * Where an order stands with VAT. Tax is left to the buyer when the goods go from the shop's country of the Union to
 * another one, to somebody with an ID of a country other than the shop's, and the register said that the ID is good
 * (Directive 2006/112/EC, articles 138 and 196). When the register is silent the merchant's setting decides, and only an
 * ID whose form is right can win. What a form says decides nothing.
 */
export function vatOf({ vatId, check, place, settings }: Facts): Vat {
  const offered = isOffered(place, settings)
  const read = vatId === null ? null : readVatId(vatId)
  if (!read) return { ...noVat, offered }
  const state = stateOf(read, check)
  return {
    id: read.id,
    state,
    holder: check?.holderName ?? '',
    checkId: check?.id ?? null,
    offered,
    reverseCharge: offered && isForeign(read, settings) && standsFor(state, check, settings),
  }
}

const isOffered = ({ country }: TaxPlace, { country: home, vatId }: TaxSettings): boolean =>
  vatId !== '' && isInUnion(home) && isInUnion(country) && country !== home

const isForeign = ({ country }: VatId, { country: home }: TaxSettings): boolean =>
  isInUnion(country) && country !== home

const standsFor = (state: VatState, check: VatCheck | null, { whenSilent }: TaxSettings): boolean =>
  state === 'valid' || (state === 'format_only' && check !== null && whenSilent === 'accept')

function stateOf(read: VatId, check: VatCheck | null): VatState {
  if (!read.isSound) return 'invalid'
  if (!isInUnion(read.country)) return 'format_only'
  if (!check) return 'unchecked'
  return check.state === 'unavailable' ? 'format_only' : check.state
}
