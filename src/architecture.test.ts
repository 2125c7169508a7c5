import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { describe, expect, test } from 'vitest'

const root = path.resolve('.')
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => `src/${file.replaceAll('\\', '/')}`)
  .filter((file) => /\.tsx?$/.test(file))
const product = sources.filter((file) => !/\.test\.|\/testing\/|platform\/tables\.ts/.test(file))
const read = (file: string): string => readFileSync(file, 'utf8')

test('there is something to check', () => {
  expect(product.length).toBeGreaterThan(60)
})

describe('only the owner writes a table', () => {
  /** Any module may read any table; only its owner may write it. */
  const owners: Record<string, string[]> = {
    'modules/market': ['markets', 'market_countries', 'settings'],
    'modules/catalog': [
      'media',
      'categories',
      'products',
      'product_tags',
      'product_categories',
      'collections',
      'collection_products',
      'attributes',
      'product_attributes',
      'product_options',
      'option_values',
      'variants',
      'variant_option_values',
      'product_media',
      'variant_media',
      'external_refs',
    ],
    'modules/pricing': ['price_lists', 'prices', 'price_history'],
    'modules/customer': ['customers', 'customer_groups', 'customer_sessions', 'customer_links'],
    'modules/promotion': [
      'promotions',
      'promotion_amounts',
      'promotion_items',
      'promotion_markets',
      'promotion_groups',
      'promotion_customers',
      'promotion_uses',
      'promotion_versions',
      'coupons',
    ],
    'modules/inventory': ['locations', 'stock_levels', 'reservations', 'stock_movements'],
    'modules/tax': ['tax_rates', 'vat_checks'],
    'modules/shipping': ['shipping_zones', 'shipping_zone_countries', 'shipping_methods', 'shipping_rates'],
    'modules/cart': ['carts', 'cart_lines', 'cart_codes'],
    'modules/defense': ['payment_tries'],
    'modules/checkout': ['checkouts', 'idempotency_keys'],
    'modules/order': ['orders', 'order_lines', 'order_taxes', 'order_discounts', 'order_notes'],
    'modules/payment': [
      'payments',
      'captures',
      'refunds',
      'refund_lines',
      'disputes',
      'unmatched_money',
      'saved_methods',
      'gateway_events',
    ],
    'modules/gateway-account': ['gateway_accounts'],
    'modules/fulfillment': ['fulfillments', 'fulfillment_lines'],
    'modules/content': ['pages', 'redirects'],
    'modules/ledger': ['ledger_accounts', 'ledger_entries', 'ledger_lines', 'ledger_checks', 'payouts', 'payout_lines'],
    'modules/staff': ['staff', 'staff_sessions', 'staff_links', 'audit_log'],
    'modules/notification': ['mails'],
    'modules/stored-value': [
      'gift_cards',
      'gift_card_entries',
      'credit_accounts',
      'credit_lots',
      'credit_entries',
      'value_holds',
      'cart_gift_cards',
      'cart_credit',
      'order_value_choices',
    ],
    'modules/transfer': ['import_runs'],
    'adapters/sandbox': [
      'sandbox_payments',
      'sandbox_refunds',
      'sandbox_captures',
      'sandbox_cards',
      'sandbox_disputes',
    ],
    platform: ['events', 'cache_changes', 'rate_limits', 'schema_migrations'],
  }
  const ownerOf = new Map(Object.entries(owners).flatMap(([owner, tables]) => tables.map((table) => [table, owner])))

  const writes = (text: string): string[] => [
    ...[...text.matchAll(/\.(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"`](\w+)/g)].map(
      (match) => match[1] ?? '',
    ),
    ...[
      ...text.matchAll(
        /\b(?:insert\s+into|update|delete\s+from|merge\s+into|truncate(?:\s+table)?)\s+(?:only\s+)?"?(\w+)"?/gi,
      ),
    ]
      .map((match) => match[1] ?? '')
      .filter((table) => ownerOf.has(table)),
  ]

  const trespasses = (file: string, text: string): string[] => {
    const place = /^src\/(platform|(?:modules|adapters)\/[^/]+)\//.exec(file)?.[1] ?? file
    return writes(text)
      .filter((table) => ownerOf.get(table) !== place)
      .map((table) => `${file} writes ${table}`)
  }

  test('everywhere, builders and the demo included', () => {
    const all = sources.filter((file) => !file.includes('.test.') && !file.endsWith('tables.ts'))
    const demo = readdirSync('demo', { recursive: true, encoding: 'utf8' })
      .map((file) => `demo/${file}`)
      .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
    expect([...all, ...demo].flatMap((file) => trespasses(file, read(file)))).toEqual([])
  })

  test('every table has an owner', () => {
    const tables = [...read('db/schema.sql').matchAll(/^create table (\w+)/gm)].map((match) => match[1] ?? '')
    expect(tables.length).toBeGreaterThan(40)
    expect(tables.filter((table) => !ownerOf.has(table))).toEqual([])
  })

  test('and this check can fail', () => {
    expect(trespasses('src/modules/cart/x.ts', "tx.updateTable('stock_levels')")).toHaveLength(1)
    expect(trespasses('src/modules/cart/x.ts', 'sql`update stock_levels set reserved = 0`')).toHaveLength(1)
    expect(trespasses('src/testing/x.ts', "tx.insertInto('orders')")).toHaveLength(1)
    expect(trespasses('src/modules/cart/store.ts', "tx.insertInto('carts')")).toEqual([])
  })
})

describe('names say what is inside', () => {
  const forbidden = /(^|[/.-])(utils?|helpers?|managers?|services?|dto|misc|common|stuff|repositor(y|ies))([/.-]|$)/i
  const badNames = (files: readonly string[]): string[] =>
    files.filter((file) => forbidden.test(file) || !/^[a-z0-9/._-]+$/.test(file.replace(/[A-Z]\w*\.tsx$/, 'x.tsx')))

  test('no drawer for everything', () => {
    expect(badNames(sources)).toEqual([])
  })

  test('and this check can fail', () => {
    expect(badNames(['src/modules/cart/cart.service.ts', 'src/util/x.ts', 'src/modules/cart/Helpers.ts'])).toHaveLength(
      3,
    )
  })
})

describe('files stay small', () => {
  const long = (files: readonly (readonly [string, string])[]): string[] =>
    files.filter(([, text]) => text.split('\n').length > 301).map(([file]) => file)

  test('none over 300 lines', () => {
    expect(long(sources.filter((file) => !file.endsWith('tables.ts')).map((file) => [file, read(file)]))).toEqual([])
  })

  test('and this check can fail', () => {
    expect(long([['x.ts', '\n'.repeat(301)]])).toEqual(['x.ts'])
  })
})

describe('ways we do not go', () => {
  const ways: Record<string, RegExp> = {
    'mocks of our own code': /\bvi\.mock\(/,
    'text that skips the types': /@ts-(ignore|expect-error|nocheck)|\bas any\b/,
    'notes for later': /\b(TODO|FIXME|XXX)\b(?!\(#\d+\))/,
    'tests left out': /\b(?:test|it|describe)\.(?:only|todo)\(/,
    'a floating point price': /\b(?:amount|price|total)\w*\s*\*\s*(?:\d*\.\d+)|\bparseFloat\(/i,
    'code from text': /\beval\(|new Function\(/,
    'guessable tokens': /\bMath\.random\(/,
  }
  const found = (file: string, text: string): string[] =>
    Object.entries(ways)
      .filter(([, way]) => way.test(text))
      .map(([name]) => `${file}: ${name}`)

  test('are not gone', () => {
    const others = sources.filter((file) => file !== 'src/architecture.test.ts')
    expect(others.flatMap((file) => found(file, read(file)))).toEqual([])
  })

  test('and this check can fail', () => {
    const bad = "vi.mock('x')\n// @ts-ignore\n// TODO later\ntest.only('x')\nprice * 1.19\neval('1')\nMath.random()"
    expect(found('x.ts', bad)).toHaveLength(Object.keys(ways).length)
  })
})

describe('who may use whom', () => {
  const cruise = (folder: string): string => {
    const command = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
    const config = path.join(root, '.dependency-cruiser.mjs')
    try {
      return execFileSync(process.execPath, [command, '--config', config, 'src'], { cwd: folder, encoding: 'utf8' })
    } catch (error) {
      return (error as { stdout: string }).stdout
    }
  }

  test('holds everywhere, and the check saw the house', () => {
    const said = cruise(root)
    expect(said).toContain('no dependency violations found')
    expect(Number(/(\d+) modules/.exec(said)?.[1])).toBeGreaterThan(100)
  })

  test('and each rule can fail', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'stoa-house-'))
    const plant = (file: string, text: string): void => {
      mkdirSync(path.join(folder, path.dirname(file)), { recursive: true })
      writeFileSync(path.join(folder, file), text)
    }
    plant('package.json', read('package.json'))
    plant('src/modules/tax/index.ts', "import { z } from '#modules/cart'\nexport const tax = z\n")
    plant('src/modules/order/index.ts', 'export const x = 1\n')
    plant('src/modules/order/store.ts', 'export const y = 1\n')
    plant('src/modules/cart/index.ts', 'export const z = 1\n')
    plant('src/modules/cart/up.ts', "import { x } from '../order/index.ts'\nexport const up = x\n")
    plant('src/modules/fulfillment/deep.ts', "import { y } from '../order/store.ts'\nexport const deep = y\n")
    plant('src/modules/cart/web.ts', "import { page } from '../../storefront/page.ts'\nexport const web = page\n")
    plant('src/storefront/page.ts', "import { api } from '../admin-api/api.ts'\nexport const page = api\n")
    plant('src/storefront/wire.ts', "import { s } from '../adapters/sandbox/index.ts'\nexport const wire = s\n")
    plant('src/adapters/sandbox/index.ts', 'export const s = 1\n')
    plant('src/admin-api/api.ts', 'export const api = 1\n')
    plant('src/admin/screen.ts', "import { api } from '../admin-api/api.ts'\nexport const screen = api\n")
    plant('src/kernel/money.ts', "import { db } from '../platform/db.ts'\nexport const m = db\n")
    plant('src/platform/db.ts', "import { x } from '../modules/order/index.ts'\nexport const db = x\n")
    plant('src/modules/cart/a.ts', "import { b } from './b.ts'\nexport const a = () => b\n")
    plant(
      'src/modules/cart/b.ts',
      "import { a } from './a.ts'\nimport '../../testing/t.ts'\nexport const b = () => a\n",
    )
    plant('src/testing/t.ts', 'export const t = 1\n')
    plant('src/modules/cart/lost.ts', "import './nowhere.ts'\nexport const lost = 1\n")
    const said = cruise(folder)
    rmSync(folder, { recursive: true })
    const rules = [
      'cart-may-use',
      'tax-may-use',
      'front-door-of-order',
      'modules-know-no-face',
      'faces-are-strangers',
      'only-main-knows-adapters',
      'the-desk-knows-types-only',
      'kernel-is-alone',
      'platform-knows-no-commerce',
      'no-circles',
      'no-test-code-in-the-product',
      'found',
    ]
    expect(rules.filter((rule) => !said.includes(rule))).toEqual([])
  })
})

describe('one request is short', () => {
  const walkOf = (text: string): string[] => {
    const [, section = ''] = text.split('## One request: add to cart')
    return [...(section.split('\n## ')[0] ?? '').matchAll(/^\d+\. \[[^\]]+\]\(([^)]+)\)/gm)].map(
      (match) => match[1] ?? '',
    )
  }

  test('add to cart opens at most 12 files, and ARCHITECTURE.md names them', () => {
    const files = walkOf(read('ARCHITECTURE.md'))
    expect(files.length).toBeGreaterThanOrEqual(6)
    expect(files.length).toBeLessThanOrEqual(12)
    expect(files.filter((file) => !existsSync(file))).toEqual([])
  })

  test('and each of them is reached from the ones before it', () => {
    const files = walkOf(read('ARCHITECTURE.md'))
    const strangers = files.filter(
      (file, index) => index > 0 && !files.slice(0, index).some((one) => leadsTo(one, file)),
    )
    // The guard calls the route through the table; nothing imports it from there.
    expect(strangers).toEqual(['src/storefront/cart/routes.tsx'])
  })
})

/** By its own import, or through the front door of the module that the file belongs to. */
function leadsTo(from: string, to: string): boolean {
  const text = read(from)
  const module = /^src\/modules\/([^/]+)\//.exec(to)?.[1]
  const name = path.basename(to).replace(/\.tsx?$/, '')
  const inside = path.dirname(from) === path.dirname(to) && text.includes(`'./${path.basename(to)}'`)
  const door =
    module !== undefined &&
    text.includes(`'#modules/${module}'`) &&
    read(`src/modules/${module}/index.ts`).includes(`./${name}.ts`)
  const platform = text.includes(`'#${to.replace(/^src\//, '').replace(/\.tsx?$/, '')}'`)
  return inside || door || platform
}
