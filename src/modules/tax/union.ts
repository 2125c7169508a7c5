/** The member states of the European Union, by the codes that addresses use. */
const members = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')

export const isInUnion = (country: string): boolean => members.includes(country)
