/**
 * True for a GTIN-8, -12, -13 or -14 whose last digit is right: the digits before it, weighted 3, 1, 3, … from the
 * right, and the check digit add up to a multiple of ten (GS1 General Specifications, 7.9).
 */
export function isGtin(text: string): boolean {
  if (!/^(?:\d{8}|\d{12}|\d{13}|\d{14})$/.test(text)) return false
  const digits = [...text].map(Number).toReversed()
  const sum = digits.reduce((all, digit, index) => all + digit * (index % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0
}
