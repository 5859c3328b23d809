import type { FeedEntry } from './feed-entry.ts';

/** Entries that wait to be sent; further ones are counted and left out. */
const MOST_ENTRIES = 400;

/** What has happened since it was last sent; never more than a person can look at. */
export class EntryQueue {
  #entries: FeedEntry[] = [];
  #dropped = 0;

  /** Messages of the same type that follow each other become one entry. */
  add(entry: FeedEntry): void {
    const last = this.#entries.at(-1);
    if (entry.kind === 'messages' && last?.kind === 'messages' && alike(last, entry)) {
      const count = last.count + entry.count;
      const bytes = last.bytes + entry.bytes;
      this.#entries[this.#entries.length - 1] = { ...last, count, bytes };
    } else if (this.#entries.length < MOST_ENTRIES || tellsWhatIs(entry)) this.#entries.push(entry);
    else this.#dropped += 1;
  }

  take(): readonly FeedEntry[] {
    const entries = this.#entries;
    if (this.#dropped > 0) entries.push({ kind: 'dropped', at: Date.now(), count: this.#dropped });
    this.#entries = [];
    this.#dropped = 0;
    return entries;
  }
}

/** Whether its loss would leave a wrong picture: of these there are few. */
function tellsWhatIs(entry: FeedEntry): boolean {
  switch (entry.kind) {
    case 'messages':
    case 'statement':
    case 'dropped':
      return false;
    case 'transition':
      return entry.status !== 'active';
    default:
      return true;
  }
}

type Messages = FeedEntry & { readonly kind: 'messages' };

function alike(a: Messages, b: Messages): boolean {
  return a.connection === b.connection && a.from === b.from && a.name === b.name;
}
