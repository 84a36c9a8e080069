import { invalidArgument } from './errors.ts';
import { RETENTION_HOURS } from './limits.ts';

/** @throws InvalidArgumentException outside 24 to 8760 hours */
export function requireRetention(hours: number): void {
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
