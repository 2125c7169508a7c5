import { currencyOf, money } from '#kernel/money'
import type { ListedVariantRow } from '../../admin-api/types.ts'
import { showMoney } from '../components/format.ts'
import { words } from '../messages/index.ts'

const text = words.priceLists.prices

type Props = { row: ListedVariantRow; currency: string; isBase: boolean }

/** What it is, and what the market ordinarily asks for it. */
export const VariantName = ({ row: { title, variant, sku, ordinary }, currency, isBase }: Props) => (
  <>
    {title}
    <p className="soft small">{[variant, sku].filter(Boolean).join(' · ')}</p>
    {isBase ? null : (
      <p className="soft small">
        {ordinary === null
          ? text.notForSale
          : `${text.columns.ordinary} ${showMoney(money(ordinary, currencyOf(currency)))}`}
      </p>
    )}
  </>
)
