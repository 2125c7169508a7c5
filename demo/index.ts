export { emptyDemoShop, type EmptyDemoRefusal } from './empty.ts'
export { demoIsDue, fillDemoShop, type DemoDeps, type DemoProgress } from './fill.ts'
export { makeLargeCatalog, type LargeCatalog } from './large.ts'
