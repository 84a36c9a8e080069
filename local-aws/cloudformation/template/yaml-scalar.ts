import type { Scalar } from 'yaml';
import type { Json } from './json.ts';

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);

/** YAML 1.1's words without `y` and `n`, which CloudFormation's parser leaves alone. */
const TRUE = /^(?:true|True|TRUE|yes|Yes|YES|on|On|ON)$/;
const FALSE = /^(?:false|False|FALSE|no|No|NO|off|Off|OFF)$/;
const DECIMAL = /^[-+]?(?:0|[1-9][0-9]*)$/;
const OCTAL = /^0[0-7]+$/;
const HEXADECIMAL = /^0x[0-9a-fA-F]+$/;
const FLOAT = /^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/;

/**
 * A scalar's value as YAML 1.1 has it. Dates stay text, and so does a number that a double would
 * not keep to the digit: a hash key, or an account with a leading zero.
 */
export function yamlScalar(node: Scalar): Json {
  const text = String(node.value);
  if (node.type !== 'PLAIN' || node.tag === 'tag:yaml.org,2002:str') return text;
  if (NULLS.has(text)) return node.tag?.startsWith('!') ? '' : null;
  if (TRUE.test(text)) return true;
  if (FALSE.test(text)) return false;
  if (OCTAL.test(text)) return exact(Number.parseInt(text, 8), text);
  if (DECIMAL.test(text) || HEXADECIMAL.test(text)) return exact(Number(text), text);
  return FLOAT.test(text) ? Number(text) : text;
}

function exact(value: number, text: string): Json {
  return Number.isSafeInteger(value) ? value : text;
}
