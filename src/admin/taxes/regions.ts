import { addressForm } from '#kernel/address'

/** The states or regions of a country that an address there is made with; none where nobody asks for them. */
export const regionsOf = (country: string): readonly { code: string; label: string }[] =>
  addressForm(country).find(({ part }) => part === 'region')?.regions ?? []

export const regionName = (country: string, code: string): string =>
  regionsOf(country).find((region) => region.code === code)?.label ?? code
