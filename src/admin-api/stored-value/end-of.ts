/** The end of a day, wherever that is in UTC; a gift card says the same day to everybody. */
export const endOf = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T23:59:59.999Z`))
