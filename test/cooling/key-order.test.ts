import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { KeyOrder } from '../../src/cooling/key-order.ts';

test('Keys that keep to a shard, and whose orders grow within a run, are in order', () => {
  const order = new KeyOrder();
  order.add('A', record('shop-1', 'run1-0-7'));
  order.add('B', record('shop-2', 'run1-0-8'));
  order.add('A', record('shop-1', 'run1-0-9'));
  order.add('A', record('shop-1', 'run2-0-0')); // a second run counts from 0 again
  assert.is(order.keys, 2);
  assert.is(order.orders, 4);
  assert.is(order.scattered.size, 0);
  assert.equal(order.outOfOrder, []);
});

test('A key in two shards is named with both', () => {
  const order = new KeyOrder();
  order.add('A', record('shop-1', 'run1-0-1'));
  order.add('B', record('shop-1', 'run1-0-2'));
  assert.equal([...order.scattered], [['shop-1', new Set(['A', 'B'])]]);
});

test('An order behind a newer one, and one that came twice, are out of order', () => {
  for (const later of ['run1-0-4', 'run1-0-5']) {
    const order = new KeyOrder();
    order.add('A', record('shop-1', 'run1-0-5'));
    order.add('A', record('shop-1', later));
    assert.equal(order.outOfOrder, ['shop-1'], later);
  }
});

test('Records that are no orders of the producers count as keys, and prove no order', () => {
  const order = new KeyOrder();
  order.add('A', { PartitionKey: 'k', Data: new Uint8Array([255, 0]) });
  assert.is(order.keys, 1);
  assert.is(order.orders, 0);
});

function record(PartitionKey: string, orderId: string) {
  const Data = new TextEncoder().encode(`{"orderId":"${orderId}","shop":"${PartitionKey}"}`);
  return { PartitionKey, Data };
}

test.run();
