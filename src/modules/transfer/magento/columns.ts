import { headerOf, type Header } from '../csv/row.ts'

/** Columns of a full export that are not attributes of the merchant's own; the ones behind `-` are not read. */
const read =
  'sku store_view_code attribute_set_code product_type categories name description short_description weight ' +
  'product_online tax_class_name visibility price special_price special_price_from_date special_price_to_date url_key ' +
  'meta_title meta_description base_image base_image_label small_image small_image_label thumbnail_image ' +
  'thumbnail_image_label msrp_price country_of_manufacture additional_attributes qty allow_backorders ' +
  'use_config_backorders is_in_stock manage_stock use_config_manage_stock additional_images additional_image_labels ' +
  'hide_from_product_page custom_options configurable_variations configurable_variation_labels'

const unread =
  'product_websites meta_keywords swatch_image swatch_image_label created_at updated_at new_from_date new_to_date ' +
  'display_product_options_in map_price map_enabled gift_message_available custom_design custom_design_from ' +
  'custom_design_to custom_layout_update custom_layout page_layout product_options_container ' +
  'msrp_display_actual_price_type out_of_stock_qty use_config_min_qty is_qty_decimal min_cart_qty ' +
  'use_config_min_sale_qty max_cart_qty use_config_max_sale_qty notify_on_stock_below use_config_notify_stock_qty ' +
  'use_config_qty_increments qty_increments use_config_enable_qty_inc enable_qty_increments is_decimal_divided ' +
  'website_id deferred_stock_update use_config_deferred_stock_update related_skus related_position crosssell_skus ' +
  'crosssell_position upsell_skus upsell_position bundle_price_type bundle_sku_type bundle_price_view ' +
  'bundle_weight_type bundle_values bundle_shipment_type associated_skus downloadable_links downloadable_samples ' +
  'configurable_variation_prices save_rewrites_history'

const known = new Set(read.split(' '))
const ignored = new Set(unread.split(' '))

/** Any other column in Magento's way of naming holds an attribute of the merchant's own. */
export const header = (names: readonly string[]): Header =>
  headerOf(names, (name) => {
    const field = name.trim().toLowerCase()
    if (known.has(field)) return field
    if (ignored.has(field) || !/^[a-z][a-z0-9_]*$/.test(field)) return null
    return `attribute:${field}`
  })

const telling = [
  'product_type',
  'attribute_set_code',
  'store_view_code',
  'product_websites',
  'product_online',
  'url_key',
]

export function score(names: readonly string[]): number {
  const fields = names.map((name) => name.trim().toLowerCase())
  if (!fields.includes('sku') || !telling.some((field) => fields.includes(field))) return 0
  return fields.filter((field) => known.has(field) || ignored.has(field)).length
}
