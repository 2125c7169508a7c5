import { BlockList, isIP } from 'node:net'

/** IANA's special-purpose registries, as far as they are not the public internet (RFC 6890 and its updates). */
const notPublic = new BlockList()
const ranges4 =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 ' +
  '192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4'
/** Inside of what is given out at all: `2000::/3` (RFC 4291, 2.4). */
const ranges6 = '2001::/23 2001:db8::/32 2002::/16 3fff::/20'
const givenOut = new BlockList()
givenOut.addSubnet('2000::', 3, 'ipv6')
for (const range of ranges4.split(' ')) add(range, 'ipv4')
for (const range of ranges6.split(' ')) add(range, 'ipv6')

function add(range: string, family: 'ipv4' | 'ipv6'): void {
  const [address = '', bits] = range.split('/')
  notPublic.addSubnet(address, Number(bits), family)
}

/** False for addresses of this machine, of its network, and others that no shop's pictures lie behind. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !notPublic.check(address, 'ipv4')
  if (family !== 6) return false
  const inner = mappedIn(address)
  if (inner !== null) return isPublicAddress(inner)
  return givenOut.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')
}

/** The IPv4 address that an IPv6 one carries: `::ffff:10.0.0.1` (mapped) or `64:ff9b::10.0.0.1` (NAT64). */
function mappedIn(address: string): string | null {
  const host = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1)
  const match = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host)
  if (!match) return null
  const bytes = [match[1], match[2]].map((part) => Number.parseInt(part ?? '0', 16))
  return bytes.flatMap((part) => [part >> 8, part & 255]).join('.')
}
