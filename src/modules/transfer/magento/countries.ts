let codes: Map<string, string> | undefined

/** `China` → `CN`; codes stay. Null for what Intl does not know as a country in English. */
export function countryCode(name: string): string | null {
  if (/^[A-Z]{2}$/.test(name)) return name
  codes ??= namedCountries()
  return codes.get(name.toLowerCase()) ?? null
}

function namedCountries(): Map<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const pairs = letters.flatMap((first) => letters.map((second) => first + second))
  return new Map(
    pairs.flatMap((code) => {
      const name = names.of(code)
      return name === undefined ? [] : [[name.toLowerCase(), code] as const]
    }),
  )
}
