import type { IrisStatement, Plan, Slot, Step } from '../../../../src/sql/plan.ts';

/** A slot in short: `$1`, `session.now`, `'text'`, `row.0`. */
function slotText(slot: Slot): string {
  switch (slot.from) {
    case 'parameter':
      return `$${slot.index + 1}`;
    case 'session':
      return `session.${slot.value}`;
    case 'constant':
      return slot.value instanceof Uint8Array
        ? `x'${Buffer.from(slot.value).toString('hex')}'`
        : JSON.stringify(slot.value, (_key, value: unknown) =>
            typeof value === 'bigint' ? String(value) : value,
          );
    case 'row':
      return `row${'^'.repeat(slot.outwards ?? 0)}.${slot.column}`;
    case 'rowid':
      return 'rowid';
  }
}

/** A statement with its slots written in the places of the `?`. */
export function statementText({ sql, slots }: IrisStatement): string {
  let next = 0;
  let quote = '';
  let text = '';
  for (const character of sql) {
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === "'" || character === '"') quote = character;
    else if (character === '?') {
      const slot = slots[next++];
      text += slot === undefined ? '<no slot>' : `<${slotText(slot)}>`;
      continue;
    }
    text += character;
  }
  return next === slots.length ? text : `${text} <${slots.length - next} slots too many>`;
}

/** Steps as indented lines. */
export function stepLines(steps: readonly Step[], indent = ''): string[] {
  const inner = `${indent}  `;
  return steps.flatMap((step) => {
    switch (step.do) {
      case 'emit':
        return [`${indent}emit ${statementText(step.statement)}`];
      case 'change': {
        const marks = `${step.counts === false ? ' uncounted' : ''}${step.skipUnique ? ' skipUnique' : ''}`;
        return [`${indent}change${marks} ${statementText(step.statement)}`];
      }
      case 'command':
        return [`${indent}${statementText(step.statement)}`];
      case 'each': {
        const source =
          step.source.kind === 'query'
            ? statementText(step.source.statement)
            : step.source.kind === 'given'
              ? 'the given rows'
              : step.source.tuples.map((tuple) => `(${tuple.map(slotText).join(', ')})`).join(' ');
        return [`${indent}each ${source}`, ...stepLines(step.steps, inner)];
      }
      case 'branch':
        return [
          `${indent}branch ${statementText(step.query)}`,
          `${indent}found${step.onSecond ? ` (second: ${step.onSecond.sqlstate})` : ''}`,
          ...stepLines(step.found, inner),
          `${indent}missing`,
          ...stepLines(step.missing, inner),
        ];
      case 'refuse':
        return [`${indent}refuse ${step.error.sqlstate} ${step.error.message}: ${statementText(step.query)}`];
    }
  });
}

/** Every IRIS statement of a plan, for the dialect's parser to judge. */
export function statementsOf(plan: Plan): string[] {
  return plan.steps.flatMap(statements);
}

function statements(step: Step): string[] {
  switch (step.do) {
    case 'emit':
    case 'change':
    case 'command':
      return [step.statement.sql];
    case 'each':
      return [
        ...(step.source.kind === 'query' ? [step.source.statement.sql] : []),
        ...step.steps.flatMap(statements),
      ];
    case 'branch':
      return [step.query.sql, ...step.found.flatMap(statements), ...step.missing.flatMap(statements)];
    case 'refuse':
      return [step.query.sql];
  }
}
