/**
 * `code=value,code=value`, where a comma without a code behind it belongs to the value; or, with "fields enclosure",
 * `code="value, with ""quotes""",code="a"|"b"`. Codes come in lower case.
 */
export function pairsOf(text: string, separator = ','): Map<string, string> {
  const pairs = new Map<string, string>()
  let code = ''
  for (const part of partsOf(text, separator)) {
    const match = /^\s*([a-zA-Z][a-zA-Z0-9_]*)=(.*)$/s.exec(part)
    if (match?.[1]) {
      code = match[1].toLowerCase()
      pairs.set(code, match[2] ?? '')
    } else if (code !== '') pairs.set(code, `${pairs.get(code)}${separator}${part}`)
  }
  return pairs
}

/** Splits at separators outside double quotes; a quote counts only where a value begins. */
function partsOf(text: string, separator: string): string[] {
  const parts: string[] = []
  let part = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '"' && quoted && text.charAt(at + 1) === '"') {
      part += '""'
      at += 1
      continue
    }
    if (char === '"' && (quoted || /[=|]$/.test(part))) quoted = !quoted
    if (char === separator && !quoted) {
      parts.push(part)
      part = ''
    } else part += char
  }
  // A quote that is never closed was an inch: then it encloses nothing.
  return quoted ? text.split(separator) : [...parts, part]
}

/** One value, or several between `|`, with or without quotes around each. */
export function valuesOf(text: string): string[] {
  const enclosed = text.trim().startsWith('"')
  const parts = enclosed ? (text.match(/"(?:[^"]|"")*"/g) ?? [text]) : text.split('|')
  return parts
    .map((part) => part.trim())
    .map((part) => (/^".*"$/s.test(part) ? part.slice(1, -1).replaceAll('""', '"') : part))
    .filter((part) => part !== '')
}

export type Variation = { sku: string; choices: Map<string, string> }

/** `sku=A,size=S|sku=B,size=M`. One with `display=0` is unlinked. */
export function variationsOf(text: string): Variation[] {
  return partsOf(text, '|').flatMap((part) => {
    const pairs = pairsOf(part)
    const sku = valuesOf(pairs.get('sku') ?? '')[0]
    if (sku === undefined || pairs.get('display') === '0') return []
    const choices = [...pairs].filter(([code]) => code !== 'sku' && code !== 'display')
    return [{ sku, choices: new Map(choices.map(([code, value]) => [code, valuesOf(value)[0] ?? ''])) }]
  })
}
