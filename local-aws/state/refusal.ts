/** A state folder can not be used; the message says which, why and what to do, in one line. */
export class StateRefused extends Error {
  constructor(folder: string, why: string, remedy: string) {
    super(`The state folder ${folder} ${why}; ${remedy}`);
  }
}

const ANOTHER = 'choose another folder';

export function damaged(folder: string, what: string): StateRefused {
  return new StateRefused(
    folder,
    `is damaged (${what})`,
    'restore it from a copy, or delete it to begin with an empty cloud',
  );
}

export function otherVersion(folder: string, what: string): StateRefused {
  return new StateRefused(
    folder,
    `belongs to another version of the local AWS (${what})`,
    `use that version, or ${ANOTHER}`,
  );
}

export function inUse(folder: string): StateRefused {
  return new StateRefused(folder, 'is in use by another process', `end that one, or ${ANOTHER}`);
}

export function unusable(folder: string, why: string): StateRefused {
  return new StateRefused(folder, `can not be used (${why})`, ANOTHER);
}

export function notOurs(folder: string): StateRefused {
  return new StateRefused(
    folder,
    'holds other files, and no state of a local AWS',
    `${ANOTHER}, an empty or a new one`,
  );
}
