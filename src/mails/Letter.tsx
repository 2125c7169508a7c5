import type { Language } from '#kernel/locale'
import type { ShopSettings } from '#modules/market'
import { darkStyles, styles } from './styles.ts'

/** A mail of a few sentences and one button. */
export type LetterContent = Readonly<{
  language: Language
  subject: string
  title: string
  paragraphs: readonly string[]
  button: Readonly<{ label: string; url: string }>
  shop: Pick<ShopSettings, 'name' | 'email' | 'phone' | 'address'>
  origin: string
}>

export function Letter({ mail }: { mail: LetterContent }) {
  const { shop, origin, button } = mail
  return (
    <html lang={mail.language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{mail.subject}</title>
        <style dangerouslySetInnerHTML={{ __html: darkStyles }} />
      </head>
      <body style={styles.body} className="body">
        <div style={styles.page}>
          <p style={styles.shop}>
            <a href={origin} style={styles.plainLink} className="ink">
              {shop.name}
            </a>
          </p>
          <div style={styles.sheet} className="sheet">
            <h1 style={styles.title}>{mail.title}</h1>
            {mail.paragraphs.map((text) => (
              <p key={text} style={styles.text}>
                {text}
              </p>
            ))}
            <p style={styles.buttons}>
              <a href={button.url} style={styles.button} className="button">
                {button.label}
              </a>
            </p>
          </div>
          <div style={styles.foot} className="soft">
            <p style={styles.footText}>{footOf(mail)}</p>
          </div>
        </div>
      </body>
    </html>
  )
}

const footOf = ({ shop }: LetterContent): string =>
  [shop.name, ...shop.address, shop.phone, shop.email].filter(Boolean).join(' · ')

/** The same for people who read plain text. */
export const letterText = (mail: LetterContent): string =>
  [
    mail.shop.name,
    mail.title,
    ...mail.paragraphs,
    `${mail.button.label}:\n${mail.button.url}`,
    `-- \n${footOf(mail)}`,
  ].join('\n\n') + '\n'
