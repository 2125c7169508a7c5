/** A time as our export writes it (ISO 8601), or null. */
export function timeOf(text: string): Date | null {
  const date = /^\d{4}-\d{2}-\d{2}/.test(text) ? new Date(text) : null
  return date === null || Number.isNaN(date.getTime()) ? null : date
}
