import type { PaymentMethods } from '#modules/payment'

const rules = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types stoa',
]

const policyWith = (forms: readonly string[]): string =>
  [...rules.slice(0, 8), `form-action ${["'self'", ...forms].join(' ')}`, ...rules.slice(8)].join('; ')

/** No script or handler in the page, nothing from elsewhere; style attributes carry only colors of pictures. */
export const storefrontPolicy = policyWith([])

/** The same for a page whose form leads on to a gateway's own page: the browser looks at where the answer sends it. */
export function payingPolicy(methods: PaymentMethods): string {
  const origins = methods.offered().flatMap((method) => (method.kind === 'online' ? method.gateway.formOrigins : []))
  return origins.length === 0 ? storefrontPolicy : policyWith([...new Set(origins)])
}
