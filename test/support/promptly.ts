/**
 * What is promised within a second, with room for a slow machine that runs other tests at the same
 * time. What these tests guard against takes minutes, or all of the memory.
 */
export const PROMPTLY_MS = 10_000;
