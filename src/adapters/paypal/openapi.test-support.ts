import { readFileSync } from 'node:fs'

import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'

type Exchange = { method: string; path: string; request: unknown; status: number; answer: unknown }
type Operation = {
  requestBody?: { content?: Record<string, { schema?: object }> }
  responses?: Record<string, { content?: Record<string, { schema?: object }> }>
}
type Spec = { paths: Record<string, Record<string, Operation>> }

const folder = new URL('../../../../shared/data/protocols/paypal/', import.meta.url)

/** PayPal's own descriptions; null where they are not beside this repository. */
export function readSpecs(): object[] | null {
  try {
    return ['checkout_orders_v2.json', 'payments_payment_v2.json'].map(
      (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as object,
    )
  } catch {
    return null
  }
}

/**
 * Holds requests and successful answers against OpenAPI descriptions. Paths that none of them has are left out, and so are
 * refusals: the description lists their sentences word for word.
 */
export function violations(specs: readonly object[], exchanges: readonly Exchange[]) {
  const ajv = new Ajv({
    strict: false,
    unicodeRegExp: false,
    formats: { merchant_common_email_address_v2: true, ppaas_common_email_address_v2: true },
  })
  formats.default(ajv)
  const all = specs as readonly Spec[]
  all.forEach((spec, index) => ajv.addSchema(spec as object, `spec${index}`))
  const validators = new Map<string, ValidateFunction>()
  const wrong: string[] = []
  let checked = 0
  const check = (name: string, pointer: string, value: unknown): void => {
    const validate = validators.get(pointer) ?? ajv.compile({ $ref: pointer })
    validators.set(pointer, validate)
    checked += 1
    if (!validate(value)) wrong.push(`${name}: ${ajv.errorsText(validate.errors)}`)
  }
  for (const { method, path, request, status, answer } of exchanges) {
    const found = operationFor(all, method.toLowerCase(), path)
    if (!found) continue
    const { spec, template, operation } = found
    const at = `spec${spec}#/paths/${pointerOf(template)}/${method.toLowerCase()}`
    const json = 'content/application~1json/schema'
    if (request !== null && operation.requestBody?.content?.['application/json'])
      check(`${method} ${template} request`, `${at}/requestBody/${json}`, request)
    if (status < 300 && operation.responses?.[status]?.content?.['application/json'])
      check(`${method} ${template} ${status}`, `${at}/responses/${status}/${json}`, answer)
  }
  return { checked, wrong: [...new Set(wrong)] }
}

const pointerOf = (template: string): string => encodeURIComponent(template.replaceAll('~', '~0').replaceAll('/', '~1'))

function operationFor(specs: readonly Spec[], method: string, path: string) {
  for (const [spec, { paths }] of specs.entries())
    for (const [template, operations] of Object.entries(paths)) {
      const pattern = new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`)
      const operation = operations[method]
      if (operation && pattern.test(path)) return { spec, template, operation }
    }
  return null
}
