import { unexpectedAnswer, type AuthMethod } from './method.ts';

/** Lets everybody in under the name they give (manual 21.4). Only for loopback: the configuration sees to that. */
export const trust: AuthMethod = {
  name: 'trust',
  begin: () => ({
    start: () => ({ kind: 'accept', saslFinal: null }),
    answer: () => Promise.reject(unexpectedAnswer()),
  }),
};
