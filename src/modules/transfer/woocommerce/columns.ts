import { headerOf, type Header } from '../csv/row.ts'
import { placedFields } from './places.ts'

/**
 * Each field with its column names: the export's English ones, and what it writes in German, French and Spanish.
 * Compared without accents, case, spaces and signs.
 */
const names: Record<string, string> = {
  id: 'ID',
  type: 'Type|Typ|Tipo',
  sku: 'SKU|Artikelnummer|Artikelnummer (SKU)|Art.-Nr.|UGS|Référence',
  gtin: 'GTIN, UPC, EAN, or ISBN|GTIN, UPC, EAN oder ISBN|GTIN, UPC, EAN ou ISBN|GTIN, UPC, EAN o ISBN',
  name: 'Name|Nom|Nombre',
  published: 'Published|Veröffentlicht|Publié|Publicado',
  visibility:
    'Visibility in catalog|Sichtbarkeit im Katalog|Katalogsichtbarkeit|Visibilité dans le catalogue|Visibilidad en el catálogo',
  short: 'Short description|Kurzbeschreibung|Description courte|Descripción corta',
  html: 'Description|Beschreibung|Descripción',
  saleStarts:
    'Date sale price starts|Datum, an dem Angebotspreis beginnt|Datum, an dem der Angebotspreis beginnt|Date de début de promo|Día en que empieza el precio rebajado',
  saleEnds:
    'Date sale price ends|Datum, an dem Angebotspreis endet|Datum, an dem der Angebotspreis endet|Date de fin de promo|Día en que termina el precio rebajado',
  taxStatus: 'Tax status|Steuerstatus|État de la TVA|Estado del impuesto',
  taxClass: 'Tax class|Steuerklasse|Classe de TVA|Clase de impuesto',
  inStock: 'In stock?|Vorrätig?|Auf Lager?|En stock ?|¿Existencias?|¿En inventario?',
  stock: 'Stock|Lager|Lagerbestand|Bestand|Inventario',
  backorders:
    'Backorders allowed?|Lieferrückstände erlaubt?|Lieferrückstande erlaubt?|Rückstände erlaubt?|Autoriser les commandes de produits en rupture ?|¿Permitir reservas de productos agotados?',
  salePrice: 'Sale price|Angebotspreis|Tarif promo|Prix promo|Precio rebajado',
  regularPrice: 'Regular price|Regulärer Preis|Normaler Preis|Tarif régulier|Prix régulier|Precio normal',
  categories: 'Categories|Kategorien|Catégories|Categorías',
  tags: 'Tags|Schlagwörter|Étiquettes|Etiquetas',
  images: 'Images|Bilder|Imágenes',
  parent: 'Parent|Übergeordnetes Produkt|Superior',
  position: 'Position|Posición',
  brands: 'Brands|Marken|Marques|Marcas|Brand|Marke',
  slug: 'Slug|Permalink',
  seoTitle: 'Meta: _yoast_wpseo_title|Meta: rank_math_title',
  seoDescription: 'Meta: _yoast_wpseo_metadesc|Meta: rank_math_description',
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/[^\p{Letter}\p{Number}]+/gu, '')

const fields = new Map(
  Object.entries(names).flatMap(([field, aliases]) =>
    aliases.split('|').map((alias) => [plain(alias), field] as const),
  ),
)

/** Columns that carry a number or a unit. */
function patterned(name: string): string | null {
  const text = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .trim()
  const number = /\d+/.exec(text)?.[0]
  if (number && /a(?:tt|t)ribut/.test(text)) {
    const part = attributePart(text)
    return part === null ? null : `attribute${number}:${part}`
  }
  const unit = /\((kg|g|lbs|oz|m|cm|mm|in|yd)\)$/.exec(text)?.[1]
  if (!unit) return null
  if (/^(?:weight|gewicht|poids|peso)/.test(text)) return `weight:${unit}`
  if (/^(?:length|lange|longueur|longitud)/.test(text)) return `length:${unit}`
  if (/^(?:width|breite|largeur|anch)/.test(text)) return `width:${unit}`
  return /^(?:height|hohe|hauteur|alt)/.test(text) ? `height:${unit}` : null
}

function attributePart(text: string): string | null {
  if (/value|wert|valeur|valor/.test(text)) return 'values'
  if (/visible|sichtbar/.test(text)) return 'visible'
  if (/global/.test(text)) return 'global'
  if (/default|standard|defaut|defecto/.test(text)) return 'default'
  return /name|nom/.test(text) ? 'name' : null
}

const byName = (name: string): string | null => fields.get(plain(name)) ?? patterned(name)

/** By name where the language is known, by place where it is not: the export's order is the same in every language. */
export function header(columnNames: readonly string[]): Header {
  const places = placedFields(columnNames)
  let at = -1
  return headerOf(columnNames, (name) => {
    at += 1
    return byName(name) ?? places.get(at) ?? null
  })
}

export function score(columns: readonly string[]): number {
  const found = header(columns).columns
  const own = ['type', 'regularPrice', 'published', 'parent', 'visibility'].filter((field) => found.has(field)).length
  return found.has('name') && own >= 2 ? found.size : 0
}

/** The first column of a measure and its unit: `weight` → `weight:kg`, `kg`. */
export function unitOf({ columns }: Header, measure: string): { field: string; unit: string } | null {
  const field = [...columns.keys()].find((each) => each.startsWith(`${measure}:`))
  return field === undefined ? null : { field, unit: field.slice(measure.length + 1) }
}
