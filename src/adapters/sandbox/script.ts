/**
 * What the card form's page runs, as the browser gets it: numbers in fours, the date as on the card, and the brand's
 * name. Without it the form works as well.
 */
export const script = `
const brands = [['Visa', /^4/], ['Mastercard', /^(5[1-5]|2[2-7])/], ['American Express', /^3[47]/]]

function keepCaret(field, format) {
  const isAtEnd = field.selectionStart === field.value.length
  const before = field.value.slice(0, field.selectionStart).replace(/\\D/g, '').length
  field.value = format(field.value.replace(/\\D/g, ''))
  let at = 0
  for (let seen = 0; at < field.value.length && seen < before; at += 1) if (/\\d/.test(field.value[at])) seen += 1
  if (isAtEnd) at = field.value.length
  field.setSelectionRange(at, at)
}

const fours = (digits) => digits.slice(0, 19).replace(/(\\d{4})(?=\\d)/g, '$1 ')
const date = (digits) => {
  const month = /^[2-9]/.test(digits) ? '0' + digits : digits
  return month.length > 2 ? month.slice(0, 2) + ' / ' + month.slice(2, 4) : month
}

const form = document.querySelector('[data-card]')
if (form) {
  const { number, expiry } = form.elements
  const brand = document.createElement('span')
  brand.className = 'card__brand'
  brand.setAttribute('aria-live', 'polite')
  number.before(brand)
  const showBrand = () => {
    const digits = number.value.replace(/\\D/g, '')
    brand.textContent = brands.find(([, start]) => start.test(digits))?.[0] ?? ''
  }
  number.addEventListener('input', () => {
    keepCaret(number, fours)
    showBrand()
  })
  expiry.addEventListener('input', (event) => {
    if (event.inputType !== 'deleteContentBackward') keepCaret(expiry, date)
  })
  form.addEventListener('submit', () => form.querySelector('.button').setAttribute('aria-busy', 'true'))
  showBrand()
}
`
