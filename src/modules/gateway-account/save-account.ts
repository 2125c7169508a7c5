import { ok, refuse, type Result } from '#kernel/result'
import { readKnownMarkets } from '#modules/market'
import type { CaptureMode } from '#modules/payment'
import type { Tx } from '#platform/db'
import type { SecretBox } from '#platform/secret-box'
import type { GatewayAccount, GatewayCode } from './account.ts'
import { accountFields, type AccountField } from './fields.ts'
import type { AccountKey } from './queries.ts'
import { hintOf, sealSecrets, secretsOf } from './secrets.ts'
import { lockAccount, writeAccount } from './store.ts'

export type AccountInput = AccountKey &
  Readonly<{
    /** The version that the form was made from. */
    version: number
    /** By field; a secret that is empty stays as it is. */
    fields: Readonly<Record<string, string>>
    captureMode: CaptureMode
    holdDays: number | null
    markets: readonly string[]
    countries: readonly string[]
    currencies: readonly string[]
  }>

export type SaveAccountRefusal =
  | { code: 'unknown_account' }
  | { code: 'changed_meanwhile' }
  | { code: 'unknown_market'; value: string }
  /** `other_mode`: it is a key, but of the test mode in live, or the other way around. */
  | { code: 'field_missing' | 'field_malformed' | 'field_of_other_mode'; field: string }

type Saved = Result<GatewayAccount, SaveAccountRefusal>

/** Keeps what a form says about a way to pay. New keys must be tested again. */
export async function saveAccount(tx: Tx, box: SecretBox, input: AccountInput): Promise<Saved> {
  const account = await lockAccount(tx, input.code, input.mode)
  if (!account) return refuse({ code: 'unknown_account' })
  if (account.version !== input.version) return refuse({ code: 'changed_meanwhile' })
  const known = (await readKnownMarkets(tx)).map(({ code }) => code)
  const stranger = input.markets.find((code) => !known.includes(code))
  if (stranger !== undefined) return refuse({ code: 'unknown_market', value: stranger })

  const filled = fill(input, { secrets: secretsOf(box, account) ?? {}, settings: account.settings })
  if (!filled.ok) return filled
  const { secrets, settings, isChanged } = filled.value
  const changes = {
    settings,
    hints: Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, hintOf(secret)])),
    sealedSecrets: Object.keys(secrets).length > 0 ? sealSecrets(box, account, secrets) : null,
    captureMode: input.captureMode,
    holdDays: input.holdDays,
    markets: [...new Set(input.markets)],
    countries: [...new Set(input.countries)],
    currencies: [...new Set(input.currencies)],
    ...(isChanged ? { account: null, checkedAt: null } : {}),
  }
  await writeAccount(tx, account, changes)
  return ok({ ...account, ...changes, version: account.version + 1 })
}

type Texts = Readonly<Record<string, string>>
type Kept = Readonly<{ secrets: Texts; settings: Texts }>
type Filled = Result<Kept & { isChanged: boolean }, SaveAccountRefusal>

/** What is kept after this form: new texts that look right, and the old ones where nothing was typed. */
function fill({ code, mode, fields }: Pick<AccountInput, 'code' | 'mode' | 'fields'>, before: Kept): Filled {
  const secrets: Record<string, string> = {}
  const settings: Record<string, string> = {}
  for (const field of accountFields(code)) {
    const { name, kind, required } = field
    const typed = plain(fields[name] ?? '')
    const old = kind === 'public' ? undefined : before.secrets[name]
    const text = typed === '' ? old : typed
    if (text === undefined) {
      if (required) return refuse({ code: 'field_missing', field: name })
      continue
    }
    if (typed !== '' && !text.split('\n').every((one) => field.looksLike[mode].test(one)))
      return refuse({ code: wrong(field, code, { mode, text }), field: name })
    if (kind === 'public') settings[name] = text
    else secrets[name] = text
  }
  const isChanged =
    JSON.stringify([secrets, settings]) !== JSON.stringify([before.secrets, { ...before.settings, ...settings }])
  return ok({ secrets, settings, isChanged })
}

const plain = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n')

function wrong(
  { looksLike, kind }: AccountField,
  code: GatewayCode,
  { mode, text }: { mode: 'live' | 'test'; text: string },
): 'field_malformed' | 'field_of_other_mode' {
  const other = looksLike[mode === 'live' ? 'test' : 'live']
  const tellsModes = code !== 'paypal' && kind === 'secret'
  return tellsModes && other.test(text) ? 'field_of_other_mode' : 'field_malformed'
}
