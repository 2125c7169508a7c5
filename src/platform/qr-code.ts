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
export async function qrCodePng(text: string): Promise<Buffer> {
  // A large library for a small picture: loaded when the first one is drawn.
  const { toBuffer } = await import('bwip-js/node')
  const bytes = [...Buffer.from(text, 'utf8')].map((byte) => `^${String(byte).padStart(3, '0')}`).join('')
  return toBuffer({ ...look, text: bytes, parse: true, binarytext: true })
}
