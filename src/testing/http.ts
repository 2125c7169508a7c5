import { afterAll } from 'vitest'

import { createApp } from '#platform/http/app'
import { hostsOf } from '#platform/http/origin'
import { createPageCache, type PageCache } from '#platform/http/page-cache'
import { type Http, startHttp } from '#platform/http/server'
import { storefrontPolicy } from '../storefront/app.tsx'
import { mayBeSignedIn } from '../storefront/customer/session.ts'
import type { TestStorefront } from './storefront.ts'

export type HttpAnswer = Readonly<{ status: number; headers: Headers; html: string }>
export type TestHttp = Readonly<{
  pages: PageCache
  get: (path: string, headers?: Record<string, string>) => Promise<HttpAnswer>
}>

/** The storefront behind a real socket, as `main.ts` opens it: kept pages and all. */
export async function overHttp({ faces, deps }: TestStorefront): Promise<TestHttp> {
  const pages = createPageCache()
  const withoutPlace = (pathname: string): string => deps.shop.now().places.without(pathname)
  const app = createApp({ faces, pages, withoutPlace, logFault: () => {} })
  const http: Http = await startHttp({
    app,
    pages,
    policy: storefrontPolicy,
    hosts: hostsOf(null),
    mayBePersonal: mayBeSignedIn,
    host: '127.0.0.1',
    port: 0,
    isReady: () => true,
  })
  afterAll(() => http.close(0))
  return {
    pages,
    get: async (path, headers = {}) => {
      const answer = await fetch(`http://127.0.0.1:${http.port}${path}`, { headers, redirect: 'manual' })
      return { status: answer.status, headers: answer.headers, html: (await answer.text()).replaceAll('&#8364;', '€') }
    },
  }
}
