import { format } from '#kernel/money'
import type { ShopSettings } from '#modules/market'
import type { Order } from '#modules/order'
import type { Place } from '../place.ts'
import type { OrderWords } from './messages.ts'

type Props = { place: Place; words: OrderWords; order: Order; bank: ShopSettings['bank'] }

/** Where to send the money, as it is copied into a banking app. */
export const BankDetails = ({ place, words, order, bank }: Props) => {
  const { bankLabels } = words
  if (!bank) return <p className="order__part">{words.bankMissing}</p>
  const rows = [
    [bankLabels.holder, bank.holder],
    [bankLabels.iban, bank.iban.replaceAll(/(\S{4})(?=\S)/g, '$1 ')],
    [bankLabels.bic, bank.bic],
    [bankLabels.bankName, bank.bankName],
    [bankLabels.amount, format(order.total, place.locale)],
    [bankLabels.purpose, String(order.number)],
  ]
  return (
    <section className="order__part bank">
      <h2>{words.bank}</h2>
      <dl className="bank__rows">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
