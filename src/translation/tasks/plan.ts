import type { ThreadCatalog } from '../thread.ts';
import { analyseQuery } from './analysed-query.ts';
import type { PlanTask, Translated } from './messages.ts';
import { translatePinning } from './pin.ts';
import { translate } from './translate.ts';

/** Translates a query with the values of the parameters that its IRIS SQL depends on. */
export function plan(task: PlanTask, thread: ThreadCatalog): Translated {
  const analysed = analyseQuery(thread, task.text, task.parameterTypes, task.session);
  return translatePinning(
    (pinned) => translate(analysed.query, analysed.columns, analysed.context(pinned)),
    () => undefined,
    new Map(task.pinned),
  );
}
