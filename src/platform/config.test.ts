import { expect, test } from 'vitest'

import { readConfig } from './config.ts'

test('nothing set is a shop on this machine with everything built in', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    isPortChosen: false,
    host: '127.0.0.1',
    databaseUrl: null,
    publicUrl: null,
    owner: null,
    wantsDemo: true,
    smtpUrl: null,
  })
})

test('what is set counts, and what is set to nothing does not', () => {
  const config = readConfig({
    PORT: '8080',
    STOA_URL: 'https://shop.example',
    STOA_DEMO: '0',
    SMTP_URL: '',
    STOA_OWNER_EMAIL: 'ana@shop.example',
    STOA_OWNER_PASSWORD: 'a long enough password',
  })
  expect(config).toMatchObject({ port: 8080, isPortChosen: true, wantsDemo: false, smtpUrl: null })
  expect(config.publicUrl?.host).toBe('shop.example')
  expect(config.owner).toEqual({ email: 'ana@shop.example', password: 'a long enough password' })
})

test('every mistake is told at once, with what to do', () => {
  const wrong = {
    PORT: 'eighty',
    DATABASE_URL: 'mysql://localhost/shop',
    STOA_URL: 'https://shop.example/store',
    STOA_OWNER_EMAIL: 'ana@shop.example',
    STOA_DEMO: 'no',
    SMTP_URL: 'mail.example',
  }
  expect(() => readConfig(wrong)).toThrow(
    [
      'The settings are not right:',
      '  - PORT must be a number, like 3000.',
      '  - DATABASE_URL must look like postgres://user:password@host:5432/database.',
      '  - STOA_URL must be without a path.',
      '  - STOA_DEMO must be 0 (no demo data) or 1.',
      '  - SMTP_URL must look like smtp://user:password@host:587.',
      '  - STOA_OWNER_EMAIL and STOA_OWNER_PASSWORD go together: set both or none.',
    ].join('\n'),
  )
})
