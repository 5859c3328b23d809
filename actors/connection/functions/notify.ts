import type { GatewayFunction } from './function.ts';

/** pg_notify(channel, payload): NOTIFY as a function (manual, NOTIFY). Not strict: NULL is an empty text. */
export const pgNotify: GatewayFunction = (session, [channel, payload]) => {
  session.notifications.notify(channel ?? '', payload ?? '', session.transaction.savepoints.length);
  return null;
};
