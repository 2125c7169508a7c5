import type { DemoProduct } from './product.ts'

type Print = Pick<DemoProduct, 'slug' | 'title' | 'text' | 'seo' | 'stock'> &
  Partial<Pick<DemoProduct, 'tags' | 'sale' | 'was' | 'age' | 'policy'>> & {
    in: 'abstract-prints' | 'landscape-prints' | 'botanical-prints'
    subject: string
    colors: readonly string[]
    frame: 'Oak' | 'Walnut' | 'Black' | 'White'
    extra: 'sheet' | 'close' | 'none'
    shows: string
  }

const frameColors = { Oak: '#cfa878', Walnut: '#7b5237', Black: '#2b2927', White: '#ece7dd' }
const care = 'Keep out of direct sun. Dust the glass with a dry cloth.'

function print({ subject, colors, frame, extra, shows, in: category, ...rest }: Print): DemoProduct {
  const { slug, title } = rest
  const framed = `${frame} frame`
  return {
    ...rest,
    in: [category, 'art-prints'],
    vendor: 'Sill Press',
    type: 'Art print',
    points: [
      'Pigment print on 310 g cotton paper, with a deckle-free edge',
      'Printed in Hamburg in runs of two hundred, signed and numbered on the back',
      `Frames are solid ${frame === 'Black' || frame === 'White' ? 'lime wood, painted' : frame.toLowerCase()}, with float glass and a hook`,
    ],
    facts: {
      material: ['Cotton paper', ...(frame === 'Oak' || frame === 'Walnut' ? [frame] : ['Lime wood'])],
      subject,
      color_family: colors,
      paper_weight: '310',
      made_in: 'Germany',
      care,
    },
    options: { Size: { '30 × 40 cm': '', '50 × 70 cm': '' }, Frame: { Unframed: '', [framed]: frameColors[frame] } },
    price: 2900,
    more: { '50 × 70 cm': 2000, [framed]: 3900 },
    grams: 260,
    moreGrams: { '50 × 70 cm': 190, [framed]: 1450 },
    hs: '491191',
    from: 'DE',
    pictures: {
      [slug]: `${title}, ${shows}, in a ${frame.toLowerCase()} frame on a wall`,
      [`${slug}-room`]: `${title} leaning on a sideboard in the light of a window`,
      ...(extra === 'sheet' ? { [`${slug}-sheet`]: `${title} as a loose sheet on the wall` } : {}),
      ...(extra === 'close' ? { [`${slug}-close`]: `A corner of ${title}: paper, ink and frame` } : {}),
    },
    shows: { [framed]: [slug], ...(extra === 'sheet' ? { Unframed: [`${slug}-sheet`] } : {}) },
  }
}

export const prints: readonly DemoProduct[] = [
  print({
    slug: 'assembly-four',
    title: 'Assembly No. 4',
    in: 'abstract-prints',
    subject: 'Geometric',
    colors: ['Red', 'Blue', 'Yellow'],
    frame: 'Black',
    extra: 'sheet',
    stock: 24,
    age: 12,
    tags: ['new', 'best-seller'],
    shows: 'quarter circles and bars on a grid',
    text: [
      'Twenty squares, five inks, six shapes. The rules fit on a postcard; the picture took a winter of throwing arrangements away.',
      'It likes a white wall and a room that is a little too serious.',
    ],
    seo: 'Geometric art print in five inks on cotton paper, unframed or in a black frame, two sizes.',
  }),
  print({
    slug: 'hill-that-isnt',
    title: 'A Hill That Isn’t',
    in: 'landscape-prints',
    subject: 'Landscape',
    colors: ['Green', 'Beige'],
    frame: 'Oak',
    extra: 'close',
    stock: {
      '30 × 40 cm / Unframed': 14,
      '30 × 40 cm / Oak frame': 3,
      '50 × 70 cm / Unframed': 9,
      '50 × 70 cm / Oak frame': 0,
    },
    shows: 'contour lines around a summit',
    text: [
      'A map of a place nobody has climbed. The lines keep their distance where the slope is gentle and crowd where it is steep, as they should.',
      'The red dot is the summit. The view is said to be good.',
    ],
    seo: 'Contour-line art print of an invented hill, dark green on cotton paper, with or without an oak frame.',
  }),
  print({
    slug: 'spring-tide',
    title: 'Spring Tide',
    in: 'landscape-prints',
    subject: 'Sea',
    colors: ['Blue', 'Orange'],
    frame: 'Oak',
    extra: 'sheet',
    stock: 31,
    tags: ['best-seller'],
    shows: 'a low sun over layered waves',
    text: [
      'Twenty-six waves, one laid over the other, from foam to the color of deep water. The sun is printed last and by itself, so that it sits on the paper.',
      'Our most ordered print, and the one that hangs in our own kitchen.',
    ],
    seo: 'Art print of layered waves under a low sun, in eight blues and one orange, two sizes, optional oak frame.',
  }),
  print({
    slug: 'three-stems',
    title: 'Three Stems',
    in: 'botanical-prints',
    subject: 'Plants',
    colors: ['Green', 'Brown'],
    frame: 'Oak',
    extra: 'sheet',
    stock: 18,
    shows: 'three leafy stems as in a herbarium',
    text: [
      'One filled, one outlined, one in rust. We drew them from a hedge behind the workshop and left out everything that was not stem or leaf.',
      'Quiet enough for a bedroom.',
    ],
    seo: 'Botanical line print of three stems in green and rust on cotton paper, two sizes, optional oak frame.',
  }),
  print({
    slug: 'two-stones',
    title: 'Two Stones, One Pond',
    in: 'abstract-prints',
    subject: 'Geometric',
    colors: ['Blue', 'White'],
    frame: 'White',
    extra: 'close',
    stock: 11,
    was: 3500,
    shows: 'two sets of rings that disturb each other',
    text: [
      'Two sets of rings cross, and a third pattern appears that nobody drew. Walk past it and it moves with you.',
      'Dark blue on natural white. Not for people who get seasick.',
    ],
    seo: 'Moiré art print of two sets of rings in dark blue on natural white cotton paper, optional white frame.',
  }),
  print({
    slug: 'low-water',
    title: 'Low Water',
    in: 'botanical-prints',
    subject: 'Still life',
    colors: ['Orange', 'Green', 'Red'],
    frame: 'Walnut',
    extra: 'close',
    stock: 16,
    shows: 'nine pebbles and a few threads',
    text: [
      'Nine pebbles from a beach at low water, cut from memory, with a few threads of weed across them. The colors overlap where the stones touch.',
      'Warm without being loud.',
    ],
    seo: 'Mid-century style print of nine pebbles in warm inks on cotton paper, optional walnut frame.',
  }),
  print({
    slug: 'plain-weave',
    title: 'Plain Weave',
    in: 'abstract-prints',
    subject: 'Geometric',
    colors: ['Yellow', 'Red', 'Blue'],
    frame: 'Oak',
    extra: 'close',
    stock: 13,
    age: 20,
    tags: ['new'],
    shows: 'bands of color that go over and under',
    text: [
      'Eight bands down, eleven across, over and under like the simplest cloth there is. Look for the one crossing that is wrong; we left it in.',
      'Printed in five solid inks, each with its own pass.',
    ],
    seo: 'Woven-band art print in five solid inks on cotton paper, two sizes, optional oak frame.',
  }),
  print({
    slug: 'thirty-evenings',
    title: 'Thirty Evenings',
    in: 'landscape-prints',
    subject: 'Sky',
    colors: ['Blue', 'Black'],
    frame: 'Black',
    extra: 'none',
    stock: 22,
    tags: ['best-seller'],
    shows: 'thirty moons from new to new',
    text: [
      'One month of moons, from new to new, five to a row. The blue is mixed with a little black so that it reads as night and not as navy.',
      'Start on any evening; it works out.',
    ],
    seo: 'Moon-phase art print: thirty moons on night blue, cotton paper, two sizes, optional black frame.',
  }),
  print({
    slug: 'seven-ridges',
    title: 'Seven Ridges, Early',
    in: 'landscape-prints',
    subject: 'Landscape',
    colors: ['Blue', 'Pink', 'Orange'],
    frame: 'Walnut',
    extra: 'sheet',
    stock: 27,
    age: 8,
    tags: ['new'],
    shows: 'mountain ridges fading into morning mist',
    text: [
      'Each ridge is a shade lighter than the one before it, until the last is hardly more than air. Seven of them, if you count the way the light does.',
      'Made for the wall opposite the window.',
    ],
    seo: 'Layered mountain art print in morning colors on cotton paper, two sizes, optional walnut frame.',
  }),
  print({
    slug: 'arcade',
    title: 'Arcade',
    in: 'abstract-prints',
    subject: 'Geometric',
    colors: ['Yellow', 'Red', 'Green'],
    frame: 'Oak',
    extra: 'none',
    stock: 0,
    shows: 'arches within arches in ochre, red and green',
    text: [
      'Three arches with smaller arches inside, in ochre, brick and bottle green: a street in the south at the hour when everyone sleeps.',
      'This run has sold out. The next one is drying.',
    ],
    seo: 'Art print of nested arches in ochre, brick and green on cotton paper, two sizes, optional oak frame.',
  }),
  print({
    slug: 'one-rope',
    title: 'One Rope',
    in: 'abstract-prints',
    subject: 'Geometric',
    colors: ['Red', 'Beige'],
    frame: 'Walnut',
    extra: 'close',
    stock: 9,
    sale: { price: 2400, until: 21 },
    shows: 'a single rope laid in loops',
    text: [
      'A single line goes over and under itself and comes back to where it began. Follow it with a finger; it takes about a minute.',
      'One ink, brick red.',
    ],
    seo: 'Art print of a single looping rope in brick red on cotton paper, two sizes, optional walnut frame.',
  }),
  print({
    slug: 'the-company',
    title: 'The Company',
    in: 'botanical-prints',
    subject: 'Still life',
    colors: ['Orange', 'Green', 'Blue'],
    frame: 'Oak',
    extra: 'close',
    stock: 15,
    shows: 'seven vases that stand together',
    text: [
      'Seven vases that have lined up as if for a photograph. The tall one at the back always blinks.',
      'It goes well above a table where people eat.',
    ],
    seo: 'Art print of seven vases in warm and sea colors on cotton paper, two sizes, optional oak frame.',
  }),
]
