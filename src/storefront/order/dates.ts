import { oncePer } from '#kernel/once-per'

type Form = Readonly<Pick<Intl.DateTimeFormatOptions, 'dateStyle' | 'timeStyle'>>

function formatted(form: Form): (at: Date, locale: string) => string {
  const formats = oncePer((locale) => new Intl.DateTimeFormat(locale, { ...form, timeZone: 'Europe/Berlin' }))
  return (at, locale) => formats(locale).format(at)
}

/** "3 December 2024" */
export const dayOf = formatted({ dateStyle: 'long' })

/** "3 Dec 2024, 14:05" */
export const timeOf = formatted({ dateStyle: 'medium', timeStyle: 'short' })
