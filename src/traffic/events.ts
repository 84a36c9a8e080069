import { customerId, shopId } from './keys.ts';
import { pick } from './random.ts';

/** Price in cents. */
const GOODS = [
  { sku: 'espresso-beans-1kg', cents: 1_890 },
  { sku: 'green-tea-100g', cents: 745 },
  { sku: 'oat-biscuits', cents: 320 },
  { sku: 'milk-jug-350ml', cents: 2_150 },
  { sku: 'paper-filters-100', cents: 480 },
  { sku: 'hand-grinder', cents: 6_900 },
  { sku: 'mug-blue', cents: 1_150 },
  { sku: 'honey-250g', cents: 690 },
] as const;

const SHOPS_KNOWN = 900;
const CUSTOMERS_KNOWN = 20_000;

export interface Order {
  readonly orderId: string;
  /** a shop's or a customer's id: the order belongs to that one, the other is drawn */
  readonly placedBy: string;
  /** ISO 8601, cloud time */
  readonly placedAt: string;
  /** size of the event, about: items are added until one more would overshoot by half */
  readonly recordBytes: number;
}

/** One order as JSON. The same order and random source give the same text. */
export function orderEvent(order: Order, random: () => number): string {
  const { orderId, placedBy, placedAt, recordBytes } = order;
  const isShop = placedBy.startsWith('shop-');
  const shop = isShop ? placedBy : shopId(Math.floor(random() * SHOPS_KNOWN));
  const customer = isShop ? customerId(Math.floor(random() * CUSTOMERS_KNOWN)) : placedBy;
  const head = `{"orderId":"${orderId}","shop":"${shop}","customer":"${customer}","placedAt":"${placedAt}","items":[`;

  let items = '';
  let cents = 0;
  for (;;) {
    const goods = pick(GOODS, random) ?? GOODS[0];
    const quantity = 1 + Math.floor(random() * 3);
    const item = `{"sku":"${goods.sku}","quantity":${quantity},"price":${euros(goods.cents)}}`;
    if (items !== '' && head.length + items.length + item.length / 2 + 18 > recordBytes) break;
    items += items === '' ? item : `,${item}`;
    cents += quantity * goods.cents;
  }
  return `${head}${items}],"amount":${euros(cents)}}`;
}

function euros(cents: number): string {
  return (cents / 100).toFixed(2);
}
