import type { BrowserContext, Request } from 'playwright-core'

/**
 * What the browser complains about while somebody walks through the shop: errors of scripts, things that the content
 * policy forbids, pictures or scripts that do not come, and every answer that says the shop is broken.
 */
export function listen(context: BrowserContext): string[] {
  const complaints: string[] = []
  context.on('weberror', (error) => complaints.push(`script: ${error.error().message}`))
  context.on('console', (message) => {
    // A page or an answer may say no (404, 422); what may not is looked at below, with its address.
    const isAnswer = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isAnswer) complaints.push(`console: ${message.text()}`)
  })
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    // Walking on stops what was still loading.
    if (!/ERR_ABORTED|NS_BINDING_ABORTED/.test(reason)) complaints.push(`${reason}: ${request.url()}`)
  })
  context.on('response', (response) => {
    const status = response.status()
    if (status >= 500 || (status >= 400 && isPart(response.request()))) complaints.push(`${status}: ${response.url()}`)
  })
  return complaints
}

const isPart = (request: Request): boolean => !['document', 'fetch', 'xhr'].includes(request.resourceType())
