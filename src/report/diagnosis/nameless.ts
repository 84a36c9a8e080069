import type { Diagnosis } from '../../diagnosis/diagnosis.ts';
import { withoutIdentities } from '../without-identities.ts';

/**
 * A diagnosis to be passed on. Only what it says of the unseen is in the words of AWS; keys and
 * streams are named as they are, though a key may look like an account.
 */
export function namelessDiagnosis(diagnosis: Diagnosis): Diagnosis {
  return {
    ...diagnosis,
    unseen: diagnosis.unseen.map(({ kind, text }) => ({ kind, text: withoutIdentities(text) })),
  };
}
