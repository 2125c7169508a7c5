import { toBuffer } from 'bwip-js/node'

/** Black on white with the edge that scanners want; error correction M, as payment codes ask. */
const look = {
  bcid: 'qrcode',
  eclevel: 'M',
  scale: 4,
  paddingwidth: 8,
  paddingheight: 8,
  backgroundcolor: 'ffffff',
}

/** A QR code of the text's UTF-8 bytes, as a PNG picture. */
export function qrCodePng(text: string): Promise<Buffer> {
  const bytes = [...Buffer.from(text, 'utf8')].map((byte) => `^${String(byte).padStart(3, '0')}`).join('')
  return toBuffer({ ...look, text: bytes, parse: true, binarytext: true })
}
