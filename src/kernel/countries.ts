import { addressFormats } from './address-formats.ts'

/** Every country and territory that has an ISO 3166 code and addresses. */
export const countries: readonly string[] = Object.keys(addressFormats)
