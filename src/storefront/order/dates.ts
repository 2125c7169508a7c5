type Form = Readonly<Pick<Intl.DateTimeFormatOptions, 'dateStyle' | 'timeStyle'>>

/** Making a format takes a hundred times longer than using it, so each is made once for a language. */
function formatted(form: Form): (at: Date, locale: string) => string {
  const made = new Map<string, Intl.DateTimeFormat>()
  return (at, locale) => {
    const known = made.get(locale) ?? new Intl.DateTimeFormat(locale, { ...form, timeZone: 'Europe/Berlin' })
    made.set(locale, known)
    return known.format(at)
  }
}

/** "3 December 2024" */
export const dayOf = formatted({ dateStyle: 'long' })

/** "3 Dec 2024, 14:05" */
export const timeOf = formatted({ dateStyle: 'medium', timeStyle: 'short' })
