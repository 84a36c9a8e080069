import { fileURLToPath } from 'node:url';

/** The folder of this checkout, where `steps/`, `checks/` and `workshop.config.ts` are. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
