/** The items of a list parameter: CloudFormation trims the space around each. */
export function listItems(value: string): string[] {
  return value === '' ? [] : value.split(',').map((item) => item.trim());
}

export function isListType(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}
