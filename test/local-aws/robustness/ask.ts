import { answer } from '../../../local-aws/answer.ts';
import { Clock } from '../../../local-aws/clock.ts';
import { Partition } from '../../../local-aws/partition.ts';
import { loadServices, services } from '../../../local-aws/services.ts';
import type { Protocol } from '../../../local-aws/wire/protocol.ts';
import type { AnyService, HttpRequest } from '../../../local-aws/wire/route.ts';
import { type Spoken, spokenTo } from './spoken.ts';

/** What came back, whatever the protocol. */
export interface Reply {
  readonly statusCode: number;
  /** '' when it is no error */
  readonly code: string;
  readonly message: string;
  readonly contentType: string;
  /** of processor time, which other programs on the machine do not lengthen */
  /** of the processor */
  readonly tookMs: number;
}

const INHERITED = Object.getOwnPropertyNames(Object.prototype).length;

/** @throws {Error} when a name in an input has become a member of all objects of the process */
export function requireUnpolluted(): void {
  const names = Object.getOwnPropertyNames(Object.prototype);
  if (names.length !== INHERITED) throw new Error(`Every object has ${names.join(', ')}`);
}

/** Milliseconds of this process's processor time since then. */
export function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

/** A cloud that is asked without a network in between. What no client should see is thrown. */
export function startCloud() {
  const nowMs = Date.parse('2026-06-01T12:00:30Z');
  const partition = new Partition(new Clock(() => nowMs));
  const onDefect = (error: unknown) => {
    throw error;
  };
  return {
    partition,
    async ask(request: HttpRequest): Promise<Reply> {
      const startedAt = process.cpuUsage();
      const { statusCode, headers, body } = await answer(
        { services, partition, onDefect },
        request,
      );
      const tookMs = cpuMs(startedAt);
      const contentType = headers['content-type'] ?? '';
      const error = statusCode === 200 ? {} : errorIn(contentType, Buffer.from(body));
      return { statusCode, contentType, tookMs, code: '', message: '', ...error };
    },
  };
}

const loaded = await loadServices();

export function serviceNamed(name: string): AnyService {
  const service = loaded.find((one) => one.name === name);
  if (service === undefined) throw new Error(`There is no ${name}`);
  return service;
}

export function speak(service: string, protocol: Protocol['name']): Spoken {
  const spoken = spokenTo(serviceNamed(service)).find((one) => one.protocol === protocol);
  if (spoken === undefined) throw new Error(`${service} is not spoken to in ${protocol}`);
  return spoken;
}

/** `CODE: message` of an error answer in any protocol. */
function errorIn(contentType: string, body: Buffer): { code: string; message: string } {
  if (contentType === 'text/xml') {
    const text = body.toString('utf8');
    const inside = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? '';
    return { code: inside('Code'), message: inside('Message') };
  }
  const protocol = contentType.includes('cbor') ? 'cbor' : 'json';
  const error = speak('kinesis', protocol).read(body) as {
    __type?: string;
    message?: string;
    Message?: string;
  };
  const code = error.__type?.split('#').pop() ?? '';
  return { code, message: error.message ?? error.Message ?? '' };
}
