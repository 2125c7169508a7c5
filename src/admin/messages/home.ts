export const home = {
  title: 'Home',
  periods: { today: 'Today', week: 'Last 7 days', month: 'Last 30 days' },
  orders: (count: number) => (count === 1 ? '1 order' : `${count} orders`),
  before: {
    today: (what: string) => `${what} yesterday by now`,
    week: (what: string) => `${what} in the 7 days before`,
    month: (what: string) => `${what} in the 30 days before`,
  },
  noSales: 'Nothing sold',
  todo: 'To do',
  toShip: (count: number) => (count === 1 ? '1 order to ship' : `${count} orders to ship`),
  unpaid: (count: number) => (count === 1 ? '1 order waits for its money' : `${count} orders wait for their money`),
  attention: (count: number) => (count === 1 ? '1 payment to look at' : `${count} payments to look at`),
  disputes: (count: number) => (count === 1 ? '1 dispute to answer' : `${count} disputes to answer`),
  lowStock: (count: number) => (count === 1 ? '1 variant is low in stock' : `${count} variants are low in stock`),
  failedMails: (count: number) => (count === 1 ? '1 mail could not be sent' : `${count} mails could not be sent`),
  nothing: 'Nothing waits for you.',
  latest: 'Latest orders',
  allOrders: 'All orders',
}

export const demo = {
  notice: 'This is the demo shop. Products, pictures and orders in it are examples.',
  start: 'Empty it for your own shop',
  title: 'Empty the demo?',
  text: 'All products, pictures, categories, carts, orders, promotions and special price lists of the demo are taken away. Your account and the settings stay. This cannot be undone.',
  typed: (word: string) => `Type ${word} to confirm`,
  word: 'empty',
  keep: 'Keep the demo',
  empty: 'Empty the shop',
  done: 'The shop is empty and yours.',
}
