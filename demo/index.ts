export { demoIsDue, fillDemoShop, type DemoDeps, type DemoProgress } from './fill.ts'
