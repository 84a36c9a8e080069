/** Lines for a shell that point an AWS CLI or SDK at a local AWS. The credentials are made up. */
export function exportLines(endpoint: string, region: string): string[] {
  return [
    `export AWS_ENDPOINT_URL=${endpoint}`,
    'export AWS_ACCESS_KEY_ID=local',
    'export AWS_SECRET_ACCESS_KEY=local',
    `export AWS_DEFAULT_REGION=${region}`,
  ];
}
