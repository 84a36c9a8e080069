import { defineActionsOf } from '../action.ts';
import type { CloudWatchState } from './state.ts';

export const define = defineActionsOf<CloudWatchState>();
