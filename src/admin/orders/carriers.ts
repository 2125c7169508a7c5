/** Where a parcel can be followed, by carrier. Any other carrier's link is typed. */
const pages: Record<string, (number: string) => string> = {
  DHL: (number) => `https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?piececode=${number}`,
  DPD: (number) => `https://tracking.dpd.de/status/en_US/parcel/${number}`,
  GLS: (number) => `https://gls-group.eu/track/${number}`,
  UPS: (number) => `https://www.ups.com/track?tracknum=${number}`,
  FedEx: (number) => `https://www.fedex.com/fedextrack/?trknbr=${number}`,
  'Royal Mail': (number) => `https://www.royalmail.com/track-your-item#/tracking-results/${number}`,
  USPS: (number) => `https://tools.usps.com/go/TrackConfirmAction?tLabels=${number}`,
  'Swiss Post': (number) => `https://service.post.ch/ekp-web/ui/entry/search/${number}`,
  PostNord: (number) => `https://tracking.postnord.com/en/tracking?id=${number}`,
}

export const carriers = Object.keys(pages)

/** '' when the carrier is not known or there is no number yet. */
export function trackingPage(carrier: string, number: string): string {
  const plain = number.replace(/\s/g, '')
  const known = carriers.find((name) => name.toLowerCase() === carrier.trim().toLowerCase())
  return known && plain ? (pages[known]?.(encodeURIComponent(plain)) ?? '') : ''
}
