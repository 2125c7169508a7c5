const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The hosted page: what is asked for, and what the buyer can do about it. */
export function hostedPage(
  bank: string,
  asked: {
    amount: string
    reference: string
    actions: readonly string[]
    /** Asked of the buyer besides, by name, as they are filled in. */
    fields?: Readonly<Record<string, string>>
  },
): string {
  const fields = Object.entries(asked.fields ?? {})
    .map(
      ([name, value]) =>
        `<p><label>${escape(name)} <input name="${escape(name)}" value="${escape(value)}"></label></p>`,
    )
    .join('\n')
  const buttons = asked.actions.map((name) => `<button name="answer" value="${name}">${name}</button>`).join('\n')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(bank)} (stand-in)</title></head>
<body><h1>${escape(bank)}</h1><p>Order ${escape(asked.reference)}: ${escape(asked.amount)}</p>
<form method="post">${fields}${buttons}</form></body></html>`
}

export const seeOther = (location: string) => ({ status: 303, body: '', headers: { location } })
