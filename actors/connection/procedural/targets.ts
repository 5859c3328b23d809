import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { BlockRun } from './block-run.ts';
import type { Found } from './scope.ts';
import type { RecordField, RecordVariable, ScalarVariable, Value, ValueType } from './variable.ts';

/** The type that a target wants. @throws GatewayError 42703 for a field that there is not, 55000 before the record has any */
export function typeOf({ variable, field }: Found): ValueType {
  if (variable.kind === 'scalar') return variable.type;
  return fieldOf(variable, field ?? '').type;
}

function fieldOf({ fields, name }: RecordVariable, field: string): RecordField {
  if (fields === null) {
    throw new GatewayError('55000', `record "${name}" is not assigned yet`, {
      detail: 'The tuple structure of a not-yet-assigned record is indeterminate.',
    });
  }
  const found = fields.find((one) => one.name === field);
  if (found === undefined) throw new GatewayError('42703', `record "${name}" has no field "${field}"`);
  return found;
}

/** What a target holds. */
export function valueOf({ variable, field }: Found): Value {
  return variable.kind === 'scalar' ? variable.value : fieldOf(variable, field ?? '').value;
}

/** Stores a value of the right type. @throws GatewayError 22004 for NULL in a variable declared NOT NULL */
export function put(run: BlockRun, { variable, field }: Found, value: Value): void {
  if (variable.constant) throw new GatewayError('22005', `variable "${variable.name}" is declared CONSTANT`);
  if (variable.kind === 'scalar') return putScalar(run, variable, value);
  const target = fieldOf(variable, field ?? '');
  run.change(variable, () => {
    variable.fields = (variable.fields ?? []).map((one) => (one === target ? { ...one, value } : one));
  });
}

/** The same for a constant too, when it is made. */
export function putScalar(run: BlockRun, variable: ScalarVariable, value: Value): void {
  if (variable.notNull && value.bytes === null) {
    throw new GatewayError(
      '22004',
      `null value cannot be assigned to variable "${variable.name}" declared NOT NULL`,
    );
  }
  run.change(variable, () => {
    variable.value = value;
  });
}
