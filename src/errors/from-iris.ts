import { GatewayError, type ErrorDetails } from './gateway-error.ts';
import { SQLSTATE_OF_SQLCODE } from './sqlcode.ts';

/** What IRIS's %msg names (iris-sql.md 6.8, last lines). Absent when the message does not say it. */
interface Named {
  readonly table?: string;
  readonly constraint?: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly target?: string;
}

/**
 * The PostgreSQL error for a failed IRIS statement.
 *
 * @param sqlcode IRIS's SQLCODE, negative
 * @param message IRIS's %msg
 * @returns SQLSTATE by iris-sql.md 6.8, PostgreSQL's wording where a constraint failed, the table, column and constraint
 *   fields where IRIS names them. IRIS's own text goes into DETAIL only when it cannot hold row data.
 */
export function fromIris(sqlcode: number, message: string): GatewayError {
  const named = readNames(message);
  const state = refine(sqlcode, message) ?? SQLSTATE_OF_SQLCODE.get(sqlcode) ?? 'XX000';
  const place = placeOf(named);
  const constraint = named.constraint ?? '';
  switch (state) {
    case '23505':
      return new GatewayError(state, `duplicate key value violates unique constraint "${constraint}"`, {
        ...place,
        ...(named.fields.length > 0 ? { detail: `Key ${keyText(named)} already exists.` } : {}),
      });
    case '23503':
      return foreignKeyError(sqlcode, named, place);
    case '23502': {
      const column = named.fields[0]?.name ?? '';
      const relation = place.table ? ` of relation "${place.table}"` : '';
      return new GatewayError(
        state,
        `null value in column "${column}"${relation} violates not-null constraint`,
        {
          ...place,
          column,
        },
      );
    }
    case '22012':
      return new GatewayError(state, 'division by zero');
    case '22001':
      return new GatewayError(state, lengthMessage(message), place);
    case '57014':
      return new GatewayError(state, 'canceling statement due to user request');
    case '55P03':
      return new GatewayError(state, 'canceling statement due to lock timeout', place);
    case '3B001':
      return new GatewayError(state, 'savepoint does not exist');
    default:
      return new GatewayError(state, message || `IRIS SQLCODE ${sqlcode}`, {
        ...place,
        where: `IRIS SQLCODE ${sqlcode}`,
      });
  }
}

function refine(sqlcode: number, message: string): string | null {
  if (message.includes('<DIVIDE>')) return '22012';
  if (sqlcode === -104 || sqlcode === -105) {
    if (message.includes('MAXLEN') || message.includes('too long')) return '22001';
    if (message.includes('MAXVAL') || message.includes('MINVAL') || message.includes('range')) return '22003';
    return null;
  }
  if (sqlcode !== -400) return null;
  if (message.includes('<MAXSTRING>') || message.includes('<SUBSCRIPT>')) return '54000';
  if (message.includes('<FRAMESTACK>')) return '54001';
  if (message.includes('<STORE>') || message.includes('<LOCKTABLEFULL>')) return '53200';
  if (message.includes('<PROTECT>')) return '42501';
  if (message.includes('<MAXNUMBER>')) return '22003';
  return null;
}

function foreignKeyError(sqlcode: number, named: Named, place: ErrorDetails): GatewayError {
  const constraint = named.constraint ?? '';
  if (sqlcode === -123 || sqlcode === -124) {
    const target = lastPart(named.target ?? named.table ?? '');
    const referencing = named.target ? lastPart(named.table ?? '') : '';
    return new GatewayError(
      '23503',
      `update or delete on table "${target}" violates foreign key constraint "${constraint}" on table "${referencing}"`,
      {
        ...place,
        ...(named.fields.length > 0
          ? { detail: `Key ${keyText(named)} is still referenced from table "${referencing}".` }
          : {}),
      },
    );
  }
  return new GatewayError(
    '23503',
    `insert or update on table "${place.table ?? ''}" violates foreign key constraint "${constraint}"`,
    {
      ...place,
      ...(named.fields.length > 0
        ? { detail: `Key ${keyText(named)} is not present in table "${lastPart(named.target ?? '')}".` }
        : {}),
    },
  );
}

function lengthMessage(message: string): string {
  const maxlen = /MAXLEN[^0-9]*([0-9]+)/.exec(message)?.[1];
  return maxlen ? `value too long for type character varying(${maxlen})` : 'value too long';
}

function placeOf(named: Named): ErrorDetails {
  const parts = (named.table ?? '').split('.');
  const table = parts.pop() ?? '';
  const schema = parts.join('.');
  return {
    ...(table ? { table } : {}),
    ...(schema ? { schema: schema.toLowerCase() === 'sqluser' ? 'public' : schema } : {}),
    ...(named.constraint ? { constraint: named.constraint } : {}),
  };
}

function readNames(message: string): Named {
  const table = /Table '([^']*)'/.exec(message)?.[1];
  const constraint = /(?:Constraint|Foreign Key|FKey) '([^']*)'/i.exec(message)?.[1];
  const target = /(?:referenced table|references table|referencing) '([^']*)'/i.exec(message)?.[1];
  const fields = [...message.matchAll(/Field(?:\(s\))? (.*?)(?:;|$)/g)].flatMap((match) =>
    [...(match[1] ?? '').matchAll(/'?([A-Za-z_%][^='",]*)'?(?:="((?:[^"]|"")*)")?/g)].map((pair) => ({
      name: (pair[1] ?? '').trim(),
      value: (pair[2] ?? '').replaceAll('""', '"'),
    })),
  );
  return {
    fields,
    ...(table === undefined ? {} : { table }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(target === undefined ? {} : { target }),
  };
}

function keyText(named: Named): string {
  return `(${named.fields.map((field) => field.name).join(', ')})=(${named.fields.map((field) => field.value).join(', ')})`;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
