import { createBrowserRouter } from 'react-router'

import { LostPage } from './shell/LostPage.tsx'
import { FaultPage } from './shell/FaultPage.tsx'
import { ClaimPage } from './session/ClaimPage.tsx'
import { Desk } from './shell/Desk.tsx'

/** The map of the desk. A screen is loaded when it is opened. */
export const router = createBrowserRouter(
  [
    { path: '/claim', element: <ClaimPage /> },
    {
      path: '/',
      element: <Desk />,
      errorElement: <FaultPage />,
      children: [
        { index: true, lazy: async () => ({ Component: (await import('./home/HomePage.tsx')).HomePage }) },
        { path: 'orders', lazy: async () => ({ Component: (await import('./orders/OrdersPage.tsx')).OrdersPage }) },
        {
          path: 'orders/new',
          lazy: async () => ({ Component: (await import('./orders/NewOrderPage.tsx')).NewOrderPage }),
        },
        { path: 'orders/:id', lazy: async () => ({ Component: (await import('./orders/OrderPage.tsx')).OrderPage }) },
        {
          path: 'products',
          lazy: async () => ({ Component: (await import('./products/ProductsPage.tsx')).ProductsPage }),
        },
        {
          path: 'products/:id',
          lazy: async () => ({ Component: (await import('./products/ProductPage.tsx')).ProductPage }),
        },
        {
          path: 'customers',
          lazy: async () => ({ Component: (await import('./customers/CustomersPage.tsx')).CustomersPage }),
        },
        {
          path: 'customers/new',
          lazy: async () => ({ Component: (await import('./customers/NewCustomerPage.tsx')).NewCustomerPage }),
        },
        {
          path: 'customers/:id',
          lazy: async () => ({ Component: (await import('./customers/CustomerPage.tsx')).CustomerPage }),
        },
        {
          path: 'customer-groups',
          lazy: async () => ({ Component: (await import('./customers/GroupsPage.tsx')).GroupsPage }),
        },
        {
          path: 'price-lists',
          lazy: async () => ({ Component: (await import('./price-lists/PriceListsPage.tsx')).PriceListsPage }),
        },
        {
          path: 'price-lists/new',
          lazy: async () => ({ Component: (await import('./price-lists/NewPriceListPage.tsx')).NewPriceListPage }),
        },
        {
          path: 'price-lists/:id',
          lazy: async () => ({ Component: (await import('./price-lists/PriceListPage.tsx')).PriceListPage }),
        },
        {
          path: 'promotions',
          lazy: async () => ({ Component: (await import('./promotions/PromotionsPage.tsx')).PromotionsPage }),
        },
        {
          path: 'promotions/new',
          lazy: async () => ({ Component: (await import('./promotions/NewPromotionPage.tsx')).NewPromotionPage }),
        },
        {
          path: 'promotions/:id',
          lazy: async () => ({ Component: (await import('./promotions/PromotionPage.tsx')).PromotionPage }),
        },
        {
          path: 'gift-cards',
          lazy: async () => ({ Component: (await import('./stored-value/GiftCardsPage.tsx')).GiftCardsPage }),
        },
        {
          path: 'gift-cards/:id',
          lazy: async () => ({ Component: (await import('./stored-value/GiftCardPage.tsx')).GiftCardPage }),
        },
        {
          path: 'store-credit',
          lazy: async () => ({ Component: (await import('./stored-value/CreditsPage.tsx')).CreditsPage }),
        },
        {
          path: 'store-credit/:id',
          lazy: async () => ({ Component: (await import('./stored-value/CreditPage.tsx')).CreditPage }),
        },
        {
          path: 'stored-value',
          lazy: async () => ({ Component: (await import('./stored-value/OwedPage.tsx')).OwedPage }),
        },
        {
          path: 'payments',
          lazy: async () => ({ Component: (await import('./money/AttentionPage.tsx')).AttentionPage }),
        },
        {
          path: 'payments/disputes',
          lazy: async () => ({ Component: (await import('./money/DisputesPage.tsx')).DisputesPage }),
        },
        { path: 'finance', lazy: async () => ({ Component: (await import('./ledger/FinancePage.tsx')).FinancePage }) },
        {
          path: 'finance/journal',
          lazy: async () => ({ Component: (await import('./ledger/JournalPage.tsx')).JournalPage }),
        },
        {
          path: 'finance/payouts',
          lazy: async () => ({ Component: (await import('./ledger/PayoutsPage.tsx')).PayoutsPage }),
        },
        {
          path: 'finance/payouts/:id',
          lazy: async () => ({ Component: (await import('./ledger/PayoutPage.tsx')).PayoutPage }),
        },
        {
          path: 'finance/orders/:id',
          lazy: async () => ({ Component: (await import('./ledger/OrderBooksPage.tsx')).OrderBooksPage }),
        },
        { path: 'mails', lazy: async () => ({ Component: (await import('./mails/MailsPage.tsx')).MailsPage }) },
        { path: 'mails/:id', lazy: async () => ({ Component: (await import('./mails/MailPage.tsx')).MailPage }) },
        {
          path: 'settings',
          lazy: async () => ({ Component: (await import('./settings/SettingsPage.tsx')).SettingsPage }),
        },
        {
          path: 'settings/markets',
          lazy: async () => ({ Component: (await import('./markets/MarketsPage.tsx')).MarketsPage }),
        },
        {
          path: 'settings/markets/:market',
          lazy: async () => ({ Component: (await import('./markets/MarketPage.tsx')).MarketPage }),
        },
        {
          path: 'settings/taxes',
          lazy: async () => ({ Component: (await import('./taxes/TaxesPage.tsx')).TaxesPage }),
        },
        {
          path: 'settings/shipping',
          lazy: async () => ({ Component: (await import('./shipping/ShippingPage.tsx')).ShippingPage }),
        },
        {
          path: 'settings/shipping/:zone',
          lazy: async () => ({ Component: (await import('./shipping/ZonePage.tsx')).ZonePage }),
        },
        {
          path: 'settings/payments',
          lazy: async () => ({ Component: (await import('./payments/PaymentsPage.tsx')).PaymentsPage }),
        },
        {
          path: 'settings/payments/:code',
          lazy: async () => ({ Component: (await import('./payments/WayPage.tsx')).WayPage }),
        },
        { path: '*', element: <LostPage /> },
      ],
    },
  ],
  { basename: '/admin' },
)
