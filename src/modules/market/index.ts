export { homeOf, marketOf, type KnownMarket, type Market, type TaxDisplay } from './market.ts'
export { readKnownMarkets, readMarkets } from './queries.ts'
export { saveMarket, type MarketInput, type SaveMarketRefusal } from './save-market.ts'
export {
  demoSettings,
  readSetting,
  saveSetting,
  shopSettings,
  type DemoSettings,
  type ShopSettings,
} from './settings.ts'
export { startMarkets } from './start-markets.ts'
