const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })

/** The last day of a card or of credit: it ends with a day in UTC, for everybody. */
export const showEnd = (iso: string): string => day.format(new Date(iso))

/** Today as a field for days holds it. */
export const today = (): string => new Date().toISOString().slice(0, 10)
