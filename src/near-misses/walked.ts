import type { Traffic, World } from './world.ts';

/** A right world of step 3, with this traffic. */
export async function produced(world: World, traffic: Traffic): Promise<void> {
  await world.run(1, 2);
  await world.send(traffic);
}

/** A right world of step 5, with this traffic. */
export async function diagnosed(world: World, traffic: Traffic): Promise<void> {
  await produced(world, traffic);
  await world.run(4, 5);
}
