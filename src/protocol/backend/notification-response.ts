import type { BackendKind } from './kind.ts';

/** A NOTIFY that this session listens for. */
export interface NotificationResponse {
  readonly type: 'NotificationResponse';
  /** Of the notifying session. */
  readonly processId: number;
  readonly channel: string;
  readonly payload: string;
}

export const notificationResponse: BackendKind<NotificationResponse> = {
  letter: 'A',
  encode(writer, { processId, channel, payload }) {
    writer.int32(processId).cstring(channel).cstring(payload);
  },
  decode: (reader) => ({
    type: 'NotificationResponse',
    processId: reader.int32(),
    channel: reader.cstring(),
    payload: reader.cstring(),
  }),
};
