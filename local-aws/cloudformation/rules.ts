import type { Constraint } from '../action.ts';

/** The name of a new stack or change set. Source: CloudFormation's API reference. */
export const newName: Constraint = {
  minLength: 1,
  maxLength: 128,
  pattern: '[a-zA-Z][-a-zA-Z0-9]*',
};

/** A stack by its name or its id. The sentence that AWS prints has this pattern. */
export const stackNameOrId: Constraint = {
  minLength: 1,
  pattern: '[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*',
};

export const changeSetNameOrId: Constraint = {
  minLength: 1,
  maxLength: 1600,
  pattern: '[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/]*',
};

export const nextToken: Constraint = { minLength: 1, maxLength: 1024 };

export const clientRequestToken: Constraint = {
  minLength: 1,
  maxLength: 128,
  pattern: '[a-zA-Z0-9][-a-zA-Z0-9]*',
};

export const templateBody: Constraint = { minLength: 1, maxLength: 51_200 };

const capability: Constraint = {
  values: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'],
};

/** The members that CreateStack, UpdateStack and CreateChangeSet have in common. */
export const deploymentRules: Readonly<Record<string, Constraint>> = {
  TemplateBody: templateBody,
  'Capabilities.member': capability,
  Tags: { maxLength: 50 },
  'Tags.member.Key': { minLength: 1, maxLength: 128 },
  'Tags.member.Value': { minLength: 1, maxLength: 256 },
};

export const stackStatus: Constraint = {
  values: [
    'CREATE_IN_PROGRESS',
    'CREATE_FAILED',
    'CREATE_COMPLETE',
    'ROLLBACK_IN_PROGRESS',
    'ROLLBACK_FAILED',
    'ROLLBACK_COMPLETE',
    'DELETE_IN_PROGRESS',
    'DELETE_FAILED',
    'DELETE_COMPLETE',
    'UPDATE_IN_PROGRESS',
    'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'UPDATE_COMPLETE',
    'UPDATE_FAILED',
    'UPDATE_ROLLBACK_IN_PROGRESS',
    'UPDATE_ROLLBACK_FAILED',
    'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
    'UPDATE_ROLLBACK_COMPLETE',
    'REVIEW_IN_PROGRESS',
    'IMPORT_IN_PROGRESS',
    'IMPORT_COMPLETE',
    'IMPORT_ROLLBACK_IN_PROGRESS',
    'IMPORT_ROLLBACK_FAILED',
    'IMPORT_ROLLBACK_COMPLETE',
  ],
};
