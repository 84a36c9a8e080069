import type { Api } from '../action.ts';

export const api: Api = {
  name: 'sts',
  signingName: 'sts',
  apiVersion: '2011-06-15',
  xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
};
