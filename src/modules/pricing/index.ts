export {
  effectivePrice,
  priceChangesAt,
  priceFor,
  priceSteps,
  type Buyer,
  type LinePrice,
  type ListRow,
  type Price,
  type PriceInput,
  type PriceList,
  type PriceReason,
  type PriceRow,
  type PriceStep,
} from './price.ts'
export { listRowsOf, priceRowsSql, type PriceRowJson } from './price-rows.ts'
export { readPriceLists, savePriceList, startPriceLists, type SavePriceListRefusal } from './price-lists.ts'
export {
  nextPriceChange,
  pricesOf,
  readPriceHistory,
  readPricesOfProducts,
  type ListedPrice,
  type PastPrice,
} from './queries.ts'
export { removePrices, setPrices, type SetPricesRefusal } from './set-prices.ts'
export { emptyExtraLists } from './empty-extra-lists.ts'
export { insertPrices } from './insert-prices.ts'
export {
  hasOwnPrices,
  readListedVariants,
  readLists,
  tiersOf,
  variantsBySku,
  type ListedVariant,
  type PriceListForEdit,
} from './lists.ts'
export { changeList, createList, type ListWords, type SaveListRefusal } from './save-list.ts'
export { setListPrices, type SetListPricesRefusal, type Tier, type TiersOf } from './set-list-prices.ts'
