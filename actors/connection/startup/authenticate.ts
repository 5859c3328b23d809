import type { Answer, Challenge } from '../../../src/auth/method.ts';
import type { AuthenticationMessage, Awaiting, BackendMessage } from '../../../src/protocol/index.ts';

/** The authentication message for what a method asks. */
export function challengeMessage(challenge: Challenge): BackendMessage {
  switch (challenge.ask) {
    case 'cleartext-password':
      return { type: 'AuthenticationCleartextPassword' };
    case 'md5-password':
      return { type: 'AuthenticationMD5Password', salt: challenge.salt };
    case 'sasl':
      return { type: 'AuthenticationSASL', mechanisms: challenge.mechanisms };
    case 'sasl-continue':
      return { type: 'AuthenticationSASLContinue', data: challenge.data };
  }
}

/** Which message answers a challenge: `p` means three things (manual 55.7). */
export function awaitedAnswer(challenge: Challenge): Exclude<Awaiting, 'startup' | 'ordinary'> {
  switch (challenge.ask) {
    case 'cleartext-password':
    case 'md5-password':
      return 'password';
    case 'sasl':
      return challenge.token === true ? 'bearer-initial' : 'sasl-initial';
    case 'sasl-continue':
      return challenge.token === true ? 'bearer' : 'sasl';
  }
}

/** The client's message as the method wants it; its bytes are copied, since the exchange awaits. */
export function answerOf(message: AuthenticationMessage): Answer {
  switch (message.type) {
    case 'PasswordMessage':
      return { type: 'password', password: message.password };
    case 'SASLInitialResponse':
      return { type: 'sasl-initial', mechanism: message.mechanism, data: message.data?.slice() ?? null };
    case 'SASLResponse':
      return { type: 'sasl', data: message.data.slice() };
  }
}
