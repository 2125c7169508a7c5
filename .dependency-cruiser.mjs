/** Who may use whom. Read `mayUse` as the list of the modules' friends; all else is forbidden. */
const mayUse = {
  market: [],
  content: [],
  ledger: [],
  catalog: ['content', 'market'],
  customer: ['market'],
  pricing: ['catalog', 'market', 'customer'],
  promotion: ['catalog', 'market', 'customer'],
  inventory: ['catalog'],
  tax: ['market'],
  shipping: ['market'],
  search: ['catalog', 'content', 'pricing', 'inventory', 'market'],
  cart: ['catalog', 'pricing', 'inventory', 'market', 'customer', 'promotion', 'stored-value'],
  checkout: [
    'cart',
    'tax',
    'shipping',
    'pricing',
    'inventory',
    'market',
    'catalog',
    'promotion',
    'stored-value',
    'customer',
  ],
  payment: ['market'],
  defense: [],
  'gateway-account': ['market', 'payment'],
  order: ['checkout', 'cart', 'payment', 'tax', 'promotion', 'stored-value', 'ledger'],
  refund: ['order', 'inventory', 'payment', 'stored-value', 'ledger'],
  settlement: ['order', 'refund', 'cart', 'inventory', 'payment', 'promotion', 'stored-value', 'ledger'],
  placement: [
    'order',
    'settlement',
    'checkout',
    'cart',
    'customer',
    'inventory',
    'payment',
    'promotion',
    'stored-value',
  ],
  fulfillment: ['order', 'settlement', 'inventory', 'payment'],
  staff: [],
  notification: ['order', 'payment', 'fulfillment', 'market', 'stored-value', 'customer'],
  'stored-value': ['customer', 'ledger', 'market'],
  transfer: ['catalog', 'pricing', 'inventory', 'content', 'market'],
}

const faces = ['storefront', 'admin-api', 'api', 'adapters', 'mails']

const moduleRules = Object.entries(mayUse).map(([name, friends]) => ({
  name: `${name}-may-use`,
  severity: 'error',
  from: { path: `^src/modules/${name}/`, pathNot: '[.]test[.]tsx?$' },
  to: { path: '^src/modules/', pathNot: `^src/modules/(${[name, ...friends].join('|')})/` },
}))

const frontDoors = Object.keys(mayUse).map((name) => ({
  name: `front-door-of-${name}`,
  severity: 'error',
  from: { pathNot: `^src/modules/${name}/` },
  to: { path: `^src/modules/${name}/`, pathNot: `^src/modules/${name}/index[.]ts$` },
}))

const product = { path: '^src/', pathNot: '[.]test[.]tsx?$|^src/testing/' }

/** @type {import('dependency-cruiser').IConfiguration} */
const config = {
  forbidden: [
    ...moduleRules,
    ...frontDoors,
    {
      name: 'kernel-is-alone',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: '[.]test[.]ts$' },
      to: { path: '^src/', pathNot: '^src/kernel/' },
    },
    {
      name: 'platform-knows-no-commerce',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: '[.]test[.]tsx?$' },
      to: { path: '^src/', pathNot: '^src/(kernel|platform)/' },
    },
    {
      name: 'modules-know-no-face',
      severity: 'error',
      from: { ...product, path: '^src/modules/' },
      to: { path: `^src/(${faces.join('|')}|main|cli|admin)` },
    },
    {
      name: 'modules-do-not-know-the-web',
      severity: 'error',
      from: { ...product, path: '^src/modules/' },
      to: { path: 'node_modules/(hono|react|react-dom|@hono)/' },
    },
    {
      name: 'faces-are-strangers',
      severity: 'error',
      from: { ...product, path: '^src/(storefront|admin-api|api)/' },
      to: { path: '^src/(storefront|admin-api|api|adapters)/', pathNot: '^src/$1/' },
    },
    {
      name: 'only-main-knows-adapters',
      severity: 'error',
      from: { ...product, pathNot: '^src/(adapters|testing|cli)/|^src/main[.]ts$|[.]test[.]tsx?$' },
      to: { path: '^src/adapters/' },
    },
    {
      name: 'the-desk-knows-types-only',
      severity: 'error',
      from: { path: '^src/admin/' },
      to: { path: '^src/', pathNot: '^src/(admin|kernel)/|^src/admin-api/types[.]ts$' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: product,
      to: { path: '[.]test[.]tsx?$|^src/testing/|node_modules/(vitest|fast-check|playwright-core)/' },
    },
    { name: 'found', severity: 'error', from: product, to: { couldNotResolve: true } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    exclude: { path: '^(dist|data)/' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { conditionNames: ['source', 'import', 'node', 'default'], exportsFields: ['exports'] },
  },
}

export default config
