import type { Api } from '../action.ts';

export const api: Api = {
  name: 'cloudformation',
  signingName: 'cloudformation',
  apiVersion: '2010-05-15',
  xmlNamespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
};
