import { format } from '#kernel/money'
import type { PriceStep } from '#modules/pricing'
import type { Messages } from '../messages/index.ts'
import type { Place } from '../place.ts'

type Props = Readonly<{ place: Place; words: Messages; steps: readonly PriceStep[] }>

/** What each costs when more are bought; the price of one stands above it. */
export const Tiers = ({ place, words, steps }: Props) =>
  steps.length > 1 && (
    <table className="tiers">
      <caption>{words.tiers}</caption>
      <tbody>
        {steps.slice(1).map(({ fromQuantity, unit }) => (
          <tr key={fromQuantity}>
            <th scope="row">{words.tierFrom(fromQuantity)}</th>
            <td>{words.each(format(unit, place.locale))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
