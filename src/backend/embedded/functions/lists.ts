import { IrisError } from '../../iris-session.ts';
import { toText } from '../compile/conversion.ts';
import { expression } from '../compile/expression.ts';
import { call } from '../compile/fragment.ts';
import { buildList, listElements } from '../values/list.ts';
import { TEXT } from '../values/sql-type.ts';
import { type FunctionDefinition, scalarFunction } from './definition.ts';

const listBuild: FunctionDefinition = {
  names: ['$LISTBUILD'],
  arity: [1, 1000],
  compile: (args, context) =>
    expression(TEXT, call('iris_fn_dollar_listbuild', ...args.map((arg) => toText(arg, context).sql)), {
      nullable: false,
    }),
  userFunctions: [
    {
      name: 'iris_fn_dollar_listbuild',
      deterministic: true,
      run: (...args) => buildList(args.map((arg) => (arg === null ? '' : String(arg)))),
    },
  ],
};

const fromString = scalarFunction({
  names: ['$LISTFROMSTRING'],
  takes: ['text', 'text'],
  optional: 1,
  gives: 'text',
  run: (text, delimiter?: string) => buildList(text.split(delimiter ?? ',')),
});

const toString = scalarFunction({
  names: ['$LISTTOSTRING'],
  takes: ['text', 'text'],
  optional: 1,
  gives: 'text',
  run: (list, delimiter?: string) => listElements(list).join(delimiter ?? ','),
});

const listLength = scalarFunction({
  names: ['$LISTLENGTH'],
  takes: ['text'],
  gives: 'integer',
  run: (list) => listElements(list).length,
});

/** $LIST(list[, position[, end]]): an element, or a list of several. Positions from 1, -1 is the last. */
const list = scalarFunction({
  names: ['$LIST'],
  takes: ['text', 'integer', 'integer'],
  optional: 2,
  gives: 'text',
  run: (text, position?: number, end?: number) => {
    const elements = listElements(text);
    const at = (n: number) => (n < 0 ? elements.length : n);
    const from = at(position ?? 1);
    if (end !== undefined) return buildList(elements.slice(Math.max(0, from - 1), at(end)));
    const found = elements[from - 1];
    if (found === undefined) throw new IrisError(-400, '<NULL VALUE>');
    return found;
  },
});

/** $LISTGET(list, position, default): '' when there is none. */
const listGet = scalarFunction({
  names: ['$LISTGET'],
  takes: ['text', 'integer', 'text'],
  optional: 2,
  gives: 'text',
  run: (text, position?: number, otherwise?: string) => {
    const elements = listElements(text);
    const found = elements[(position === -1 ? elements.length : (position ?? 1)) - 1];
    return found === undefined ? (otherwise ?? '') : found;
  },
});

const listFind = scalarFunction({
  names: ['$LISTFIND'],
  takes: ['text', 'text', 'integer'],
  optional: 1,
  gives: 'integer',
  run: (text, value, start?: number) => listElements(text).indexOf(value, start ?? 0) + 1,
});

export const LIST_FUNCTIONS: readonly FunctionDefinition[] = [
  listBuild,
  fromString,
  toString,
  listLength,
  list,
  listGet,
  listFind,
];
