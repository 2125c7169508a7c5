/** Without line breaks, control characters and halves of signs, and no longer than this. */
export const oneLine = (text: string, most: number): string => plain(plain(text).slice(0, most))

const plain = (text: string): string => text.replaceAll(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim()
