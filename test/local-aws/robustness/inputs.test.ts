import { inspect } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { answer, type Backend } from '../../../local-aws/answer.ts';
import { Clock } from '../../../local-aws/clock.ts';
import { Partition } from '../../../local-aws/partition.ts';
import { loadServices, services } from '../../../local-aws/services.ts';
import type { AnyService } from '../../../local-aws/wire/route.ts';
import { operationSchemas } from '../../../local-aws/wire/schema.ts';
import { Random } from '../../support/random.ts';
import { cpuMs, requireUnpolluted } from './ask.ts';
import { documentedCodes } from './documented-errors.ts';
import { KnownValues } from './known-values.ts';
import { examples, seeds } from './seeds.ts';
import { type Spoken, spokenTo } from './spoken.ts';
import { type Making, spoiled, wildInput } from './wild-input.ts';

// `SEED=7 CASES=1000 node --import tsx FILE` goes further, and elsewhere.
const { SEED: seedText, CASES: casesText } = process.env;
const SEED = Number(seedText ?? 20_260_601);
const CASES_SERVED = Number(casesText ?? 40);
const CASES_NOT_SERVED = 3;
/** How many requests have bytes that are flipped, lost or doubled on their way. */
const CORRUPTED = 0.05;
/** Good inputs of an operation that are kept to be spoiled. */
const CORPUS = 8;
/** Of processor time, which other programs on the machine do not lengthen. */
const WITHIN_MS = 1000;
const START_MS = Date.parse('2026-06-01T12:00:30Z');
/** How often a value is of a wrong type; without any, requests reach the services. */
const WRONGNESS = [0, 0, 0, 0.02, 0.1, 0.4];

for (const service of await loadServices()) {
  for (const spoken of spokenTo(service)) {
    test(`No input makes ${service.name} fail or hang, in ${spoken.protocol}`, () =>
      tryAll(service, spoken));
  }
}

async function tryAll(service: AnyService, spoken: Spoken): Promise<void> {
  const random = new Random(SEED);
  const known = new KnownValues();
  for (const [member, value] of seeds) known.learn(member, value);
  const partition = new Partition(new Clock(() => START_MS));
  const defects: unknown[] = [];
  const backend: Backend = { services, partition, onDefect: (error) => defects.push(error) };
  const exports = await service.schemas();
  const codes = documentedCodes(exports);
  const goodInputs = new Map(examples[service.name]?.map(([name, input]) => [name, [input]]));
  const seen = new Map<string, number>();

  for (let round = 0; round < CASES_SERVED; round += 1) {
    for (const operation of shuffled(operationsOf(exports), random)) {
      if (round >= CASES_NOT_SERVED && service.actions[operation] === undefined) continue;
      if (operation.startsWith('Delete') && random.chance(0.8)) continue;
      const schema = operationSchemas(exports, operation)?.input;
      assert.ok(schema, operation);
      const making: Making = {
        random,
        known,
        wrongness: random.pick(WRONGNESS),
        refused: service.actions[operation]?.unsupported ?? [],
      };
      const good = goodInputs.get(operation) ?? [];
      const input =
        good.length > 0 && random.chance(0.7)
          ? spoiled(random.pick(good), making)
          : wildInput(schema, making);
      const asked = spoken.request(operation, input);
      const body = random.chance(CORRUPTED) ? corrupted(asked.body, random) : asked.body;
      const request = { ...asked, body };
      const startedAt = process.cpuUsage();
      const reply = await answer(backend, request);
      const tookMs = cpuMs(startedAt);
      partition.clock.advance(random.chance(0.03) ? 61 : random.pick([0, 0.1, 0.5, 1, 2]));

      const about = () =>
        `seed ${SEED}, round ${round}, ${operation} in ${spoken.protocol}: ${request.body
          .toString(spoken.protocol.includes('cbor') ? 'base64' : 'utf8')
          .slice(0, 4000)}\n${String(reply.body).slice(0, 1000)}`;
      if (defects.length > 0) throw new Error(`${inspect(defects[0])}\n${about()}`);
      if (tookMs > WITHIN_MS) throw new Error(`${Math.round(tookMs)} ms for ${about()}`);
      requireUnpolluted();
      const answered = Buffer.from(reply.body);
      if (reply.statusCode === 200) {
        known.learnAll(spoken.read(answered));
        known.learnAll(input);
        good.push(input);
        if (good.length > CORPUS) good.splice(1 + random.below(CORPUS), 1);
        goodInputs.set(operation, good);
        seen.set(operation, (seen.get(operation) ?? 0) + 1);
        continue;
      }
      assert.ok(reply.statusCode >= 400 && reply.statusCode < 500, about());
      const code = codeOf(spoken, answered);
      assert.ok(codes.has(code), `${code} is no documented error: ${about()}`);
      seen.set(code, (seen.get(code) ?? 0) + 1);
    }
  }
}

function corrupted(body: Buffer, random: Random): Buffer {
  const at = random.below(body.length + 1);
  return random.pick([
    () => body.subarray(0, at),
    () => Buffer.concat([body, body.subarray(at)]),
    () => Buffer.concat([body.subarray(0, at), body.subarray(at + 1)]),
    () => Buffer.from(body.map((byte, index) => (index === at ? random.below(256) : byte))),
    () =>
      Buffer.from(body.map((byte) => (random.chance(0.02) ? byte ^ (1 << random.below(8)) : byte))),
  ])();
}

function operationsOf(exports: object): string[] {
  return Object.values(exports)
    .filter((schema) => Array.isArray(schema) && schema[0] === 9)
    .map((schema) => schema[2]);
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((item) => ({ item, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function codeOf(spoken: Spoken, body: Buffer): string {
  if (spoken.protocol === 'query') {
    return /<Code>([^<]*)<\/Code>/.exec(body.toString('utf8'))?.[1] ?? '';
  }
  const { __type } = spoken.read(body) as { __type?: string };
  return __type?.split('#').pop() ?? '';
}

test.run();
