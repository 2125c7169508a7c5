/**
 * Writes src/kernel/address-formats.ts from a file of Google's libaddressinput (countryinfo.txt):
 *   node scripts/address-formats.mjs countryinfo.txt
 * One line a country: format, format in Latin letters, required, postcode rule, examples, names, regions.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const [, , source] = process.argv
if (!source) {
  console.error('usage: node scripts/address-formats.mjs <countryinfo.txt>')
  process.exit(1)
}

/** What the file does not know yet, or what nobody writes any more. */
const newer = {
  // Ireland has postcodes since 2015.
  IE: { fmt: '%N%n%O%n%A%n%C%n%S%n%Z', zip: '[\\dA-Z]{3} ?[\\dA-Z]{4}', zipex: 'D02 AF30,A65 F4E2' },
  // South Korea's postcodes have five digits since 2015.
  KR: { zip: '\\d{5}', zipex: '03051' },
  // Swedes write a space after the third digit.
  SE: { zipex: '114 55' },
  // Americans and Canadians put a comma before the state.
  US: { fmt: '%N%n%O%n%A%n%C, %S %Z' },
  CA: { fmt: '%N%n%O%n%A%n%C, %S %Z' },
  // Mail arrives without the province.
  ES: { require: 'ACZ' },
}

const data = {}
for (const line of readFileSync(source, 'utf8').split('\n')) {
  const match = /^data\/([A-Z]{2})=(.*)$/.exec(line)
  if (match) data[match[1]] = JSON.parse(match[2])
}
const { ZZ: fallback } = data
delete data['ZZ']

const entries = Object.keys(data)
  .toSorted()
  .map((code) => [code, packed({ ...data[code], ...newer[code] })])

/** Only what stands in an address we print: no sorting codes, no prefixes that no carrier wants, no trailing spaces. */
function tidy(fmt = fallback.fmt, prefix = '') {
  const bare = prefix ? fmt.replace(prefix, '') : fmt
  return bare
    .split('%n')
    .map((line) => line.replaceAll(/[ -]*%X/g, '').trim())
    .filter((line) => line !== '')
    .join('%n')
}

function packed(country) {
  const { fmt, lfmt, require = fallback.require, zip = '', zipex = '', postprefix } = country
  const kinds = [country.state_name_type ?? '', country.zip_name_type ?? ''].join(' ').trim()
  const examples = zip ? zipex.split(',').filter((example) => !/[:]/.test(example)) : []
  const fields = [
    tidy(fmt, postprefix),
    lfmt ? tidy(lfmt, postprefix) : '',
    require,
    zip.replaceAll('[ ]', ' '),
    examples.join(','),
    kinds,
    tidy(fmt).includes('%S') ? regions(country) : '',
  ]
  return fields.join('\t').trimEnd()
}

/** `code=as printed=as printed in Latin letters=in words`, each left out where it repeats the one before. */
function regions({ sub_keys = '', sub_names, sub_lnames, sub_isoids }) {
  if (!sub_keys) return ''
  const [keys, names, latin, iso] = [sub_keys, sub_names, sub_lnames, sub_isoids].map((text) => text?.split('~') ?? [])
  return keys
    .map((key, index) => {
      const code = /^[A-Z]{2,3}$/.test(key) ? key : iso[index] || key
      const local = key
      const roman = latin[index] ? capitalized(latin[index]) : local
      const words = names[index] ?? roman
      return [code, local === code ? '' : local, roman === local ? '' : roman, words === roman ? '' : words]
        .join('=')
        .replace(/=+$/, '')
    })
    .join('~')
}

function capitalized(text) {
  return text === text.toUpperCase()
    ? text.toLowerCase().replaceAll(/(^|[ -])\w/g, (start) => start.toUpperCase())
    : text
}

const quoted = (text) => `'${text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll("'", "\\'")}'`
const lines = entries.map(([code, text]) => `  ${code}: ${quoted(text)},`)
writeFileSync(
  'src/kernel/address-formats.ts',
  `/**
 * How addresses are written, by country. Made by scripts/address-formats.mjs from libaddressinput (Apache License 2.0,
 * Google). Divided by tabs: format, the same in Latin letters, required fields, postcode rule, postcode examples, what
 * region and postcode are called, regions.
 */
export const addressFormats: Readonly<Record<string, string>> = {
${lines.join('\n')}
}
`,
)
console.log(`${entries.length} countries`)
