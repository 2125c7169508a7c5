export { effectivePrice, isOnSale, priceChangesAt, type Price, type PriceRow } from './price.ts'
export {
  readPriceLists,
  savePriceList,
  startPriceLists,
  type PriceList,
  type SavePriceListRefusal,
} from './price-lists.ts'
export {
  nextPriceChange,
  pricesOf,
  readPriceHistory,
  readPricesOfProducts,
  type ListedPrice,
  type PastPrice,
} from './queries.ts'
export { removePrices, setPrices, type PriceInput, type SetPricesRefusal } from './set-prices.ts'
