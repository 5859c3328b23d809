/** What the threads of both pools run: piscina calls these exports by name. */
import { imageTypes as readImageTypes } from './tasks/image-types.ts';
import { change as evaluateChange } from './tasks/change.ts';
import { codeBlock as readCodeBlock } from './tasks/code-block.ts';
import { embeddedStatement as bindEmbedded } from './tasks/embedded-statement.ts';
import { copyTarget as findCopyTarget } from './tasks/copy-target.ts';
import { movedRows } from './tasks/moved-rows.ts';
import { plan as planQuery } from './tasks/plan.ts';
import { prepare as prepareStatement } from './tasks/prepare.ts';
import { refusedValue as explainRefusal } from './tasks/refused-value.ts';
import { run as runQuery } from './tasks/run.ts';
import { split as splitText } from './tasks/split.ts';
import { validate as validateDefinition } from './tasks/validate.ts';
import { parserTask, schemaFailures, shadowTask } from './thread.ts';

const queryTask = shadowTask(runQuery);

export const split = parserTask(splitText);
export const prepare = shadowTask(prepareStatement);
export const plan = shadowTask(planQuery);
export const run: typeof queryTask = async (task) => movedRows(await queryTask(task));
export const change = shadowTask(evaluateChange);
export const validate = shadowTask(validateDefinition);
export const copyTarget = shadowTask(findCopyTarget);
export const codeBlock = shadowTask(readCodeBlock);
export const embeddedStatement = shadowTask(bindEmbedded);
export const refusedValue = shadowTask(explainRefusal);
export const refresh = shadowTask(schemaFailures);
export const imageTypes = shadowTask(readImageTypes);
