import { readFormat } from '../format.ts';
import type { FormatCode } from '../format.ts';
import type { Reader } from '../reader.ts';
import type { BackendKind } from './kind.ts';

/** One column of the answer. */
export interface FieldDescription {
  readonly name: string;
  /** pg_class.oid of the base table, 0 for an expression. */
  readonly tableOid: number;
  /** pg_attribute.attnum in that table, 0 for an expression. */
  readonly attribute: number;
  readonly typeOid: number;
  /** pg_type.typlen: negative for variable length. */
  readonly typeSize: number;
  /** pg_attribute.atttypmod: -1 for none. */
  readonly typmod: number;
  /** 0 in the answer to Describe of a statement, where it is not known yet. */
  readonly format: FormatCode;
}

/** The columns of the rows that follow. */
export interface RowDescription {
  readonly type: 'RowDescription';
  readonly fields: readonly FieldDescription[];
}

/** Bytes of a field with an empty name. */
const SHORTEST_FIELD = 19;

function readField(reader: Reader): FieldDescription {
  return {
    name: reader.cstring(),
    tableOid: reader.uint32(),
    attribute: reader.int16(),
    typeOid: reader.uint32(),
    typeSize: reader.int16(),
    typmod: reader.int32(),
    format: readFormat(reader),
  };
}

export const rowDescription: BackendKind<RowDescription> = {
  letter: 'T',
  encode(writer, { fields }) {
    writer.uint16(fields.length);
    for (const field of fields) {
      writer
        .cstring(field.name)
        .uint32(field.tableOid)
        .int16(field.attribute)
        .uint32(field.typeOid)
        .int16(field.typeSize)
        .int32(field.typmod)
        .int16(field.format);
    }
  },
  decode: (reader) => ({ type: 'RowDescription', fields: reader.list(SHORTEST_FIELD, readField) }),
};
