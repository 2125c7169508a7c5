/** The languages the shop's own words exist in. A product's words are the merchant's. */
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

export const isLanguage = (text: string): text is Language => (languages as readonly string[]).includes(text)
