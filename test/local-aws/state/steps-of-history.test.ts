import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Chance } from '../../../local-aws/chance.ts';
import { Clock } from '../../../local-aws/clock.ts';

test('Two clouds with the same seed make up the same ids, names and secrets', () => {
  const seed = Buffer.alloc(32, 7);
  const drawn = (chance: Chance) => [
    chance.uuid(),
    chance.uuid(),
    chance.text('ABCDEF0123456789', 12),
    chance.secret('tokens').toString('hex'),
  ];
  const [one, other] = [drawn(new Chance(seed)), drawn(new Chance(seed))];
  assert.equal(one, other);
  assert.match(one[0] ?? '', /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  assert.is.not(one[0], one[1]);
  assert.match(one[2] ?? '', /^[A-F\d]{12}$/);
});

test('A cloud that is emptied, and one without a seed, make up others', () => {
  const chance = new Chance(Buffer.alloc(32, 7));
  const before = chance.uuid();
  chance.renew();
  assert.is.not(chance.uuid(), before);
  assert.is.not(new Chance().uuid(), new Chance().uuid());
});

test('Within a step of history the time stands still, and what is due has happened before it', () => {
  let realMs = 1_000;
  const clock = new Clock(() => realMs);
  const seen: number[] = [];
  clock.after(1, () => seen.push(clock.now()));
  realMs = 2_500;
  clock.hold(() => {
    seen.push(clock.now());
    realMs = 9_000;
    seen.push(clock.now());
  });
  assert.equal([...seen, clock.now()], [2_000, 2_500, 2_500, 9_000]);
});

test('A step that is run again sees its own time, however late it is', () => {
  const clock = new Clock(() => 50_000);
  const seen: number[] = [];
  clock.hold(() => clock.after(2, () => seen.push(clock.now())), 1_000);
  clock.hold(() => seen.push(clock.now()), 4_000);
  assert.equal([...seen, clock.now()], [3_000, 4_000, 50_000]);
});

test('A clock that goes on keeps its offset and never goes back behind its last moment', () => {
  const clock = new Clock(() => 1_000);
  clock.goOn(600_000, 0);
  assert.is(clock.now(), 601_000);
  clock.goOn(600_000, 700_000);
  assert.is(clock.now(), 700_000);
});

test.run();
