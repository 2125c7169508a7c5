const day = (locale: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Europe/Berlin' })
const time = (locale: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Berlin' })

/** "3 December 2024" */
export const dayOf = (at: Date, locale: string): string => day(locale).format(at)

/** "3 Dec 2024, 14:05" */
export const timeOf = (at: Date, locale: string): string => time(locale).format(at)
