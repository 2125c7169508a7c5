import type { MailContent, Row } from './content.ts'

const WIDTH = 64

/** The mail for people who read plain text: written as such, not left over from the page. */
export function textOf(mail: MailContent): string {
  const { words, shop } = mail
  const blocks = [
    shop.name,
    `${mail.title}\n${'='.repeat(mail.title.length)}`,
    ...mail.paragraphs.map(wrapped),
    table(mail.rows),
    mail.bank.length > 0 ? headed(words.bank.title, table(mail.bank)) : '',
    `${mail.button.label}:\n${mail.button.url}`,
    mail.second ? `${mail.second.label}:\n${mail.second.url}` : '',
    mail.lines.length > 0 ? headed(words.lines, mail.lines.map(lineText).join('\n')) : '',
    mail.sums.map(sumText).join('\n'),
    ...mail.addresses.map(({ title, lines }) => headed(title, lines.join('\n'))),
    wrapped(words.questions(shop.email)),
    ['-- ', shop.name, ...shop.address, shop.phone ?? '', mail.origin].filter(Boolean).join('\n'),
  ]
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}

const headed = (title: string, body: string): string => `${title}\n${'-'.repeat(title.length)}\n${body}`

function table(rows: readonly Row[]): string {
  const widest = Math.max(0, ...rows.map(({ label }) => label.length))
  return rows.map(({ label, value }) => `${`${label}:`.padEnd(widest + 2)}${value}`).join('\n')
}

function lineText({ title, details, quantity, sum }: MailContent['lines'][number]): string {
  const what = `${quantity} × ${[title, details].filter(Boolean).join(', ')}`
  return sum === null ? what : spread(what, sum)
}

const sumText = ({ label, value }: Row): string => spread(label, value)

/** The label at the left, the amount at the right edge; below it when there is no room. */
function spread(label: string, value: string): string {
  const room = WIDTH - value.length
  return label.length + 1 > room ? `${label}\n${value.padStart(WIDTH)}` : label.padEnd(room) + value
}

function wrapped(text: string): string {
  const lines = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && last.length + 1 + word.length > WIDTH) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines.join('\n')
}
