import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { orderEvent } from '../../src/traffic/events.ts';
import { seededRandom } from '../../src/traffic/random.ts';

interface OrderJson {
  orderId: string;
  shop: string;
  customer: string;
  placedAt: string;
  items: { sku: string; quantity: number; price: number }[];
  amount: number;
}

const ORDER = {
  orderId: 'run-0-17',
  placedBy: 'shop-0042',
  placedAt: '2026-06-01T12:00:30.000Z',
  recordBytes: 200,
};

test('An order names its shop, its customer and its time, and its amount is the sum of its items', () => {
  const order = JSON.parse(orderEvent(ORDER, seededRandom(7))) as OrderJson;
  assert.is(order.orderId, 'run-0-17');
  assert.is(order.shop, 'shop-0042');
  assert.match(order.customer, /^customer-\d{6}$/);
  assert.is(order.placedAt, '2026-06-01T12:00:30.000Z');
  const cents = order.items.reduce(
    (sum, { quantity, price }) => sum + quantity * Math.round(price * 100),
    0,
  );
  assert.is(Math.round(order.amount * 100), cents);
});

test('An order that belongs to a customer names a shop as well', () => {
  const text = orderEvent({ ...ORDER, placedBy: 'customer-417083' }, seededRandom(7));
  const order = JSON.parse(text) as OrderJson;
  assert.is(order.customer, 'customer-417083');
  assert.match(order.shop, /^shop-\d{4}$/);
});

test('The same order and seed give the same event, another seed another one', () => {
  assert.is(orderEvent(ORDER, seededRandom(7)), orderEvent(ORDER, seededRandom(7)));
  assert.is.not(orderEvent(ORDER, seededRandom(7)), orderEvent(ORDER, seededRandom(8)));
});

for (const recordBytes of [200, 1_000, 20_000]) {
  test(`Events of about ${recordBytes} bytes are that large, give or take an item`, () => {
    for (let seed = 0; seed < 50; seed++) {
      const { length } = orderEvent({ ...ORDER, recordBytes }, seededRandom(seed));
      assert.ok(Math.abs(length - recordBytes) <= 45, `${length} bytes`);
    }
  });
}

test.run();
