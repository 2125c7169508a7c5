import { never } from '#kernel/result'
import type { SaveZoneRefusal } from '#modules/shipping'

/** What is wrong, and beside which field it is said; '' for the whole. */
export function explainZone(refusal: SaveZoneRefusal): { path: string; message: string } {
  switch (refusal.code) {
    case 'unknown_market':
    case 'unknown_zone':
    case 'unknown_method':
      return { path: '', message: 'This is no more. Please reload.' }
    case 'changed_meanwhile':
      return { path: '', message: 'Somebody has changed this zone while you were at it.' }
    case 'no_country':
      return { path: 'zone.countries', message: 'Choose at least one.' }
    case 'country_outside':
      return { path: 'zone.countries', message: `You do not sell to ${refusal.value} in this market.` }
    case 'country_taken':
      return { path: 'zone.countries', message: `${refusal.value} is in another zone of this market.` }
    case 'method_without_name':
      return { path: `zone.methods.${refusal.method}.name`, message: 'It needs a name in one language at least.' }
    case 'method_without_rate':
      return {
        path: `zone.methods.${refusal.method}.rates`,
        message: 'It needs a price, and each step a limit of its own.',
      }
    case 'invalid_days':
      return {
        path: `zone.methods.${refusal.method}.days`,
        message: 'Whole days, and the later not before the earlier.',
      }
    case 'invalid_amount':
      return { path: `zone.methods.${refusal.method}.rates`, message: 'Amounts and limits are not below nothing.' }
    default:
      return never(refusal)
  }
}
