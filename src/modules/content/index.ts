export { cleanHtml, plainText } from './clean-html.ts'
export { pathOf, type PathKind } from './paths.ts'
export { listPages, readPage, readPageForEdit, type Page } from './queries.ts'
export {
  addRedirect,
  dropRedirect,
  resolveRedirect,
  settleSlug,
  type AddRedirectRefusal,
  type RedirectTarget,
} from './redirects.ts'
export { deletePage, savePage, type PageInput, type SavePageRefusal } from './save-page.ts'
export { isSlug, slugify } from './slug.ts'
