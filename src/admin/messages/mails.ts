import type { MailState, MailView } from '../../admin-api/types.ts'

const views: Record<MailView, string> = {
  all: 'All',
  kept: 'Kept',
  queued: 'On their way',
  sent: 'Sent',
  failed: 'Failed',
}
const states: Record<MailState, string> = { kept: 'Kept', queued: 'On its way', sent: 'Sent', failed: 'Failed' }

export const mails = {
  title: 'Mails',
  search: 'Address or subject',
  views,
  states,
  kinds: {
    confirmation: 'Confirmation',
    paid: 'Paid',
    shipped: 'Shipped',
    canceled: 'Canceled',
    refunded: 'Refunded',
    gift_card: 'Gift card',
    sign_in: 'Personal link',
    merchant: 'To you',
  } as Record<string, string>,
  columns: { subject: 'Subject', to: 'To', kind: 'Kind', state: 'State', date: 'Date' },
  keptHint: 'No mail server is set up, so mails are kept here. Start the shop with SMTP_URL to send them.',
  to: 'To',
  order: (number: number) => `Order #${number}`,
  html: 'As shown',
  text: 'As text',
  resend: 'Send again',
  resent: 'The mail is on its way once more.',
  error: 'The mail server said',
  frame: 'The mail as its reader sees it',
  empty: {
    all: 'No mails yet',
    allText: 'What the shop writes to customers appears here: confirmations, shipping news, refunds.',
    none: 'No mail fits',
    noneText: 'Try fewer words, or look in all mails.',
    showAll: 'Show all mails',
  },
}
