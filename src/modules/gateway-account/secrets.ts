import { z } from 'zod'

import type { SecretBox } from '#platform/secret-box'
import type { GatewayAccount } from './account.ts'

type Whose = Pick<GatewayAccount, 'code' | 'mode'>
export type Secrets = Readonly<Record<string, string>>

const purpose = ({ code, mode }: Whose): string => `gateway account ${code} ${mode}`

const content = z.record(z.string(), z.string())

/** The keys in clear, for the gateway's adapter alone. Null: there are none, or the shop's signing key was replaced. */
export function secretsOf(box: SecretBox, account: Whose & Pick<GatewayAccount, 'sealedSecrets'>): Secrets | null {
  const text = account.sealedSecrets === null ? null : box.open(account.sealedSecrets, purpose(account))
  return text === null ? null : content.parse(JSON.parse(text))
}

export const sealSecrets = (box: SecretBox, account: Whose, secrets: Secrets): string =>
  box.seal(JSON.stringify(secrets), purpose(account))

/** Enough to tell one key from another, and too little to use it. */
export const hintOf = (secret: string): string =>
  secret
    .split('\n')
    .map((one) => `…${one.slice(-4)}`)
    .join(', ')
