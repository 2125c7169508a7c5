export { effectivePrice, priceChangesAt, type Price, type PriceInput, type PriceList, type PriceRow } from './price.ts'
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
export { insertPrices } from './insert-prices.ts'
