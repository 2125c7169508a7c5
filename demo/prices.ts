/** What a price in euros becomes in a market: by hand would be better, a rule that ends on natural numbers will do. */
const rules: Readonly<Record<string, (euros: number) => number>> = {
  eu: (euros) => euros * 100,
  uk: (euros) => Math.round(euros * 0.88) * 100,
  ch: (euros) => euros * 100,
  no: (euros) => Math.max(1, Math.round((euros * 11.6) / 10)) * 1000 - 100,
  us: (euros) => Math.round(euros * 1.15) * 100,
}

export const demoMarkets = Object.keys(rules)

/** @throws RangeError for cents that are not whole euros, or a market that the demo does not know. */
export function priceIn(market: string, cents: number): number {
  const rule = rules[market]
  if (!rule || cents % 100 !== 0) throw new RangeError(`no price in ${market} for ${cents} cents`)
  return rule(cents / 100)
}
