import { format, type Money } from '#kernel/money'
import type { ShopSettings } from '#modules/market'
import type { Order } from '#modules/order'
import { href, type Place } from '../place.ts'
import type { OrderWords } from './messages.ts'

type Props = {
  place: Place
  words: OrderWords
  order: Order
  amount: Money
  bank: ShopSettings['bank']
  /** The order page's own token; the picture stands below it. */
  token: string
}

/** Where to send the money, as it is copied into a banking app, or read by one. */
export const BankDetails = ({ place, words, order, amount, bank, token }: Props) => {
  const { bankLabels } = words
  if (!bank) return <p className="order__part">{words.bankMissing}</p>
  const rows = [
    [bankLabels.holder, bank.holder],
    [bankLabels.iban, bank.iban.replaceAll(/(\S{4})(?=\S)/g, '$1 ')],
    [bankLabels.bic, bank.bic],
    [bankLabels.bankName, bank.bankName],
    [bankLabels.amount, format(amount, place.locale)],
    [bankLabels.purpose, String(order.number)],
  ].filter(([, value]) => value !== '')
  return (
    <section className="order__part bank">
      <h2>{words.bank}</h2>
      <div className="bank__ways">
        <dl className="bank__rows">
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {amount.currency === 'EUR' && (
          <figure className="bank__code">
            <img src={href(place, `/orders/${token}/transfer.png`)} alt={words.transferCode} width="180" height="180" />
            <figcaption>{words.transferCodeHint}</figcaption>
          </figure>
        )}
      </div>
    </section>
  )
}
