const languages: Record<string, string> = { en: 'English', de: 'German' }

export const markets = {
  title: 'Markets',
  back: 'Back to the settings',
  cardText: 'Where you sell: countries, currency, languages, and whether prices are shown with tax.',
  open: 'Open markets',
  add: 'Add a market',
  new: 'New market',
  market: 'Market',
  home: 'home',
  off: 'off',
  language: (code: string) => languages[code] ?? code,
  name: 'Name',
  nameHint:
    'For you, and for shoppers when it has more than two countries. With fewer they read the name of the country.',
  code: 'Short name in addresses',
  codeHint: 'Small letters. ch makes the addresses of its pages begin with /en-ch. It stays as it is.',
  currency: 'Currency',
  currencyHint: 'Of its prices, shipping and orders. It stays as it is.',
  fixed: (code: string, currency: string) =>
    `Called ${code} in addresses, sells in ${currency}. Both stay: people have kept addresses, and prices, shipping and orders are in this currency. For another currency make another market.`,
  languages: 'Languages',
  languagesHint: 'The first is the one its pages begin with. Pages in a language that you take out lead to the first.',
  places: 'Countries and languages',
  countries: 'Countries',
  countriesHint:
    'A country is in one market. Goods go where a shipping zone has the country, and tax is charged where a rate is set.',
  taken: (country: string, market: string) => `${country} (in ${market})`,
  defaultCountry: 'Country to begin with',
  defaultCountryHint: 'Shoppers are shown tax and shipping for it until they choose another.',
  taxCard: 'Tax in prices',
  taxDisplay: 'Prices',
  taxDisplays: { inclusive: 'With tax', exclusive: 'Without tax' },
  taxHint: {
    inclusive: 'What you enter is what shoppers pay; the tax is in it.',
    exclusive: 'What you enter is without tax; it is added in the cart, by the country of the address.',
  },
  taxChange: 'Amounts that you have entered are not changed',
  taxChangeText: {
    inclusive:
      'They will contain the tax from then on: at 19 %, what cost 100.00 plus 19.00 tax will cost 100.00, and 15.97 of it are tax. So you earn less on each piece, unless you raise the prices. Look through the prices, shipping and promotions of this market. Orders keep what they cost.',
    exclusive:
      'Tax will be added to them from then on: at 19 %, what cost 119.00 will cost 119.00 plus 22.61 tax. So shoppers pay more, unless you lower the prices. Look through the prices, shipping and promotions of this market. Orders keep what they cost.',
  },
  active: 'Switched on',
  activeHint: 'Off: nobody can buy there, its pages lead to your home market, and everything stays for later.',
  activeHome: 'The front page of the shop stands in this market, so it stays on.',
  newHint:
    'It begins switched off. Give products their prices in it, add a shipping zone, and look at the tax of its countries; then switch it on.',
  create: 'Make market',
  saved: 'Market saved.',
  created: 'Market made. It is off until you switch it on.',
  conflict: 'Changed meanwhile',
  load: 'Load the new version',
}
