import { DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { GetRecordsCommand } from '@aws-sdk/client-kinesis';
import { classifyAwsError } from '../aws/aws-errors.ts';
import type { Cloud } from '../contract.ts';
import { failureOf } from '../traffic/failure.ts';

/** A command as every client of the SDK sends it. */
interface Command {
  readonly input: object;
}

type Send = (command: Command, ...options: unknown[]) => Promise<unknown>;

/** Records of one look that are kept, some 10 MB: further pages are asked for each time. */
const MOST_RECORDS = 20_000;

/**
 * One look at one member: the same question is asked of AWS once, so that all checks judge the same
 * answers. Where the credentials are refused, or nobody answers, no further question is asked.
 */
export class Look {
  readonly #answers = new Map<string, Promise<unknown>>();
  #questions = 0;
  #records = 0;
  #trouble: unknown;

  /** @param stacks by name: what somebody has asked for the members of a place together */
  constructor(private readonly stacks: ReadonlyMap<string, Stack> = new Map()) {}

  /** How many questions AWS was asked. */
  get questions(): number {
    return this.#questions;
  }

  /** What every further question would meet, too; undefined where AWS answers. */
  get trouble(): unknown {
    return this.#trouble;
  }

  /** The same cloud, as this look sees it. */
  through(cloud: Cloud): Cloud {
    const cloudwatch = this.#asking(cloud.cloudwatch);
    return {
      ...cloud,
      kinesis: this.#asking(cloud.kinesis),
      cloudwatch,
      cloudwatchIn: (region) => (region === cloud.region ? cloudwatch : cloud.cloudwatchIn(region)),
      cloudformation: this.#asking(cloud.cloudformation),
    };
  }

  /** In front of the SDK's middleware, which would take longer for a known answer than all else. */
  #asking<Client extends Cloud['kinesis'] | Cloud['cloudwatch'] | Cloud['cloudformation']>(
    client: Client,
  ): Client {
    const send = client.send.bind(client) as Send;
    const value: Send = (command, ...options) => {
      // who wants a shard's first record is given the page that the next check wants
      if (command instanceof GetRecordsCommand) delete command.input.Limit;
      if (command instanceof DescribeStacksCommand) {
        const stack = this.stacks.get(String(command.input.StackName));
        if (stack !== undefined) return Promise.resolve({ Stacks: [stack] });
      }
      return this.#answer(questionOf(command), () => send(command, ...options));
    };
    return Object.create(client, { send: { value } });
  }

  /** @throws what the first question threw that tells of all others, too */
  async #answer(question: string, ask: () => Promise<unknown>): Promise<unknown> {
    if (this.#trouble !== undefined) throw this.#trouble;
    const asked = this.#answers.get(question);
    if (asked !== undefined) return asked;
    this.#questions += 1;
    const answer = ask();
    this.#answers.set(question, answer);
    try {
      const given = await answer;
      const records = recordsIn(given);
      if (this.#records + records > MOST_RECORDS) this.#answers.delete(question);
      else this.#records += records;
      return given;
    } catch (error) {
      const { kind } = classifyAwsError(error);
      if (kind === 'credentials' || kind === 'no-connection') this.#trouble = error;
      // "there is none" is an answer; "not now" is not, nor the end of the check that asked
      if (kind === 'aborted' || failureOf(error) !== 'final') this.#answers.delete(question);
      throw error;
    }
  }
}

function questionOf(command: Command): string {
  return `${command.constructor.name} ${JSON.stringify(command.input)}`;
}

/** Of GetRecords' answer. */
function recordsIn(answer: unknown): number {
  const { Records } = answer as { readonly Records?: readonly unknown[] };
  return Records?.length ?? 0;
}
