import { invalidArgument } from './errors.ts';
import { RETENTION_HOURS } from './limits.ts';
import type { Stream } from './stream.ts';

/**
 * Lets a stream keep its records longer, or not as long; the hours that it already has go both ways.
 *
 * @throws InvalidArgumentException for the other way, or outside 24 to 8760 hours;
 * ResourceInUseException
 */
export function changeRetention(stream: Stream, hours: number, way: 'longer' | 'shorter'): void {
  requireRetention(hours);
  const existing = stream.retentionHours;
  const isOtherWay = way === 'longer' ? hours < existing : hours > existing;
  if (isOtherWay) {
    const [other, action] = way === 'longer' ? ['shorter', 'Decrease'] : ['longer', 'Increase'];
    throw invalidArgument(
      `Requested retention period (${hours} hours) for stream ${stream.name} can not be ${other} than existing retention period (${existing} hours). Use ${action}RetentionPeriod API.`,
    );
  }
  stream.requireActive();
  stream.update(() => stream.retain(hours));
}

function requireRetention(hours: number): void {
  const { least, most } = RETENTION_HOURS;
  if (hours < least) {
    throw invalidArgument(
      `Minimum allowed retention period is ${least} hours. Requested retention period (${hours} hours) is too short.`,
    );
  }
  if (hours > most) {
    throw invalidArgument(
      `Maximum allowed retention period is ${most} hours. Requested retention period (${hours} hours) is too long.`,
    );
  }
}
