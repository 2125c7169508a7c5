/** Somebody else's words on one line, no longer than that, with no sign that a database refuses. */
export const plainText = (text: string, maxLength: number): string => {
  const line = text
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  const cut = line.slice(0, maxLength)
  return cut.isWellFormed() ? cut : cut.slice(0, -1)
}
