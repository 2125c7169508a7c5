/** Somebody else's words on one line, without control characters and halves of signs, and no longer than that. */
export const plainText = (text: string, most: number): string => oneLine(oneLine(text).slice(0, most))

const oneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim()
