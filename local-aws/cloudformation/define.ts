import { defineActionsOf } from '../action.ts';
import type { CloudFormationState } from './state.ts';

export const define = defineActionsOf<CloudFormationState>();
