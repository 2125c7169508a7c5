import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'

import { z } from 'zod'

/** What the environment decides, read once at start. */
export type Config = Readonly<{
  port: number
  /** PORT was set: then no other port will do. */
  isPortChosen: boolean
  host: string
  /** Database, media, keys. */
  dataFolder: string
  /** Null: the built-in PostgreSQL. */
  databaseUrl: string | null
  /** Who owns the tables, when that is somebody else than the shop itself; null: the same. */
  ownerDatabaseUrl: string | null
  /** Null: only this machine's own names are answered. */
  publicUrl: URL | null
  /** Makes the owner without the one-time link. */
  owner: Readonly<{ email: string; password: string }> | null
  /** Fill an empty shop with the demo. */
  wantsDemo: boolean
  /** Null: mails are kept, to be read in the admin. */
  smtpUrl: string | null
  /** Other addresses of gateways, for tests alone: a stand-in on this machine. */
  gatewayUrls: Readonly<{ stripe?: string; paypal?: string; mollie?: string }>
}>

const urlOf = (protocols: string[], say: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), say)

const gatewayUrl = urlOf(
  ['http:', 'https:'],
  'must be the address of a stand-in, like http://127.0.0.1:4010',
).optional()

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a number, like 3000')
  .transform(Number)
  .refine((number) => number <= 65_535, 'must be at most 65535')

const postgresUrl = urlOf(['postgres:', 'postgresql:'], 'must look like postgres://user:password@host:5432/database')

const environment = z.object({
  PORT: port.optional(),
  HOST: z.string().default('127.0.0.1'),
  STOA_DATA: z.string().default('data'),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  STOA_URL: urlOf(['http:', 'https:'], 'must be the address of the shop, like https://shop.example')
    .refine((text) => !URL.canParse(text) || new URL(text).pathname === '/', 'must be without a path')
    .optional(),
  STOA_OWNER_EMAIL: z.email('must be an e-mail address').optional(),
  STOA_OWNER_PASSWORD: z.string().min(12, 'must have at least 12 characters').optional(),
  STOA_DEMO: z.enum(['0', '1'], 'must be 0 (no demo data) or 1').default('1'),
  STOA_STRIPE_URL: gatewayUrl,
  STOA_PAYPAL_URL: gatewayUrl,
  STOA_MOLLIE_URL: gatewayUrl,
  SMTP_URL: urlOf(['smtp:', 'smtps:'], 'must look like smtp://user:password@host:587').optional(),
})

/** The environment is wrong; the message lists every mistake and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

type Environment = Record<string, string | undefined>

/** @throws ConfigError listing every mistake at once. */
export function readConfig(env: Environment = withDotEnv(process.env)): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const read = environment.safeParse(set)
  const problems = read.success
    ? []
    : read.error.issues.map(({ path: [name], message }) => `${String(name)} ${message}`)
  if (Boolean(set['STOA_OWNER_EMAIL']) !== Boolean(set['STOA_OWNER_PASSWORD']))
    problems.push('STOA_OWNER_EMAIL and STOA_OWNER_PASSWORD go together: set both or none')
  if (!read.success || problems.length > 0)
    throw new ConfigError(`The settings are not right:\n${problems.map((problem) => `  - ${problem}.`).join('\n')}`)

  const { data } = read
  const { STOA_OWNER_EMAIL: email, STOA_OWNER_PASSWORD: password } = data
  return {
    port: data.PORT ?? 3000,
    isPortChosen: data.PORT !== undefined,
    host: data.HOST,
    dataFolder: path.resolve(data.STOA_DATA),
    ...databasesOf(data),
    publicUrl: data.STOA_URL ? new URL(data.STOA_URL) : null,
    owner: email && password ? { email, password } : null,
    wantsDemo: data.STOA_DEMO === '1',
    smtpUrl: data.SMTP_URL ?? null,
    gatewayUrls: gatewayUrlsIn(data),
  }
}

const databasesOf = (data: z.output<typeof environment>): Pick<Config, 'databaseUrl' | 'ownerDatabaseUrl'> => ({
  databaseUrl: data.DATABASE_URL ?? null,
  ownerDatabaseUrl: data.DATABASE_OWNER_URL ?? null,
})

function gatewayUrlsIn(data: z.infer<typeof environment>): Config['gatewayUrls'] {
  const given = { stripe: data.STOA_STRIPE_URL, paypal: data.STOA_PAYPAL_URL, mollie: data.STOA_MOLLIE_URL }
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, url]) => (url ? [[name, url.replace(/\/+$/, '')]] : [])),
  )
}

/** What is set in the environment counts more than what stands in `.env`. */
function withDotEnv(env: Environment, file = path.resolve('.env')): Environment {
  return existsSync(file) ? { ...parseEnv(readFileSync(file, 'utf8')), ...env } : env
}
