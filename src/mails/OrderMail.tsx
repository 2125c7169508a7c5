import type { MailContent, MailLine, Row } from './content.ts'
import { darkStyles, styles } from './styles.ts'

/** A mail about an order. Styles stand in the elements, because many mail programs read no others. */
export function OrderMail({ mail }: { mail: MailContent }) {
  const { words, shop } = mail
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
        {/* What a list of mails shows beside the subject. */}
        <div style={styles.hidden}>{mail.paragraphs[0]}</div>
        <div style={styles.page}>
          <p style={styles.shop}>
            <a href={mail.origin} style={styles.plainLink} className="ink">
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
            <Rows rows={mail.rows} />
            {mail.bank.length > 0 ? <h2 style={styles.heading}>{words.bank.title}</h2> : null}
            <Rows rows={mail.bank} />
            {mail.transferCode ? (
              <img
                fetchPriority="low"
                src={mail.transferCode}
                alt={words.transferCode}
                width="160"
                height="160"
                style={styles.code}
              />
            ) : null}
            <p style={styles.buttons}>
              <a href={mail.button.url} style={styles.button} className="button">
                {mail.button.label}
              </a>
              {mail.second ? (
                <a href={mail.second.url} style={styles.link} className="ink">
                  {mail.second.label}
                </a>
              ) : null}
            </p>
            <Lines title={words.lines} lines={mail.lines} />
            <Rows rows={mail.sums} />
            {mail.addresses.map(({ title, lines }) => (
              <div key={title}>
                <h2 style={styles.heading}>{title}</h2>
                <p style={styles.address}>{lines.join('\n')}</p>
              </div>
            ))}
          </div>
          <Foot mail={mail} />
        </div>
      </body>
    </html>
  )
}

function Rows({ rows }: { rows: readonly Row[] }) {
  return rows.map(({ label, value, strong }) => (
    <div key={label} style={strong ? styles.strongRow : styles.row}>
      <span style={styles.label}>{label}</span>
      <span style={styles.value}>{value}</span>
    </div>
  ))
}

function Lines({ title, lines }: { title: string; lines: readonly MailLine[] }) {
  if (lines.length === 0) return null
  return (
    <>
      <h2 style={styles.heading}>{title}</h2>
      {lines.map((line, index) => (
        <div key={`${index} ${line.title}`} style={styles.line} className="rule">
          {line.picture ? (
            <img fetchPriority="low" src={line.picture} alt="" width="56" height="56" style={styles.picture} />
          ) : null}
          <span style={styles.what}>
            <strong>{line.title}</strong>
            {line.details ? (
              <>
                <br />
                <span style={styles.soft}>{line.details}</span>
              </>
            ) : null}
          </span>
          <span style={styles.sum}>
            {line.quantity} ×{line.sum === null ? null : <strong> {line.sum}</strong>}
          </span>
        </div>
      ))}
    </>
  )
}

function Foot({ mail: { words, shop, origin } }: { mail: MailContent }) {
  return (
    <div style={styles.foot} className="soft">
      <p style={styles.footText}>{words.questions(shop.email)}</p>
      <p style={styles.footText}>
        {[shop.name, ...shop.address, shop.phone].filter(Boolean).join(' · ')}
        <br />
        <a href={origin} style={styles.footLink} className="soft">
          {origin.replace(/^https?:\/\//, '')}
        </a>
      </p>
    </div>
  )
}
