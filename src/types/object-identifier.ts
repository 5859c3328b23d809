import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import type { Codec } from './codec.ts';
import { irisText } from './iris-number.ts';
import { identifierCodec } from './oid.ts';
import { ARRAY_OID, OID } from './oids.ts';
import { refuseNul } from './utf8.ts';

/**
 * Codec of an OID alias (regclass, regtype ...). The catalog that resolves names is elsewhere: a number is an OID, any
 * other text is kept as the name it is. Only OIDs have a binary form.
 */
function objectIdentifierCodec(name: string, oid: number, arrayOid: number): Codec<number | string> {
  const number = identifierCodec(name, oid, arrayOid);
  const fromText = (text: string): number | string => {
    if (text === '-') return 0;
    return /^[0-9]+$/.test(text) && BigInt(text) <= 4294967295n ? Number(text) : refuseNul(text);
  };
  return {
    ...number,
    parse: fromText,
    format: (value) => (value === 0 ? '-' : String(value)),
    send(value, context) {
      if (typeof value === 'number') return number.send(value, context);
      throw new GatewayError(SQLSTATE.undefinedObject, `${name} "${value}" does not exist`);
    },
    toIris: (value) => value,
    fromIris: (value) => fromText(irisText(value)),
  };
}

/** The OID aliases of manual 8.19. */
export const OBJECT_IDENTIFIERS = [
  objectIdentifierCodec('regproc', OID.regproc, ARRAY_OID.regproc),
  objectIdentifierCodec('regprocedure', OID.regprocedure, ARRAY_OID.regprocedure),
  objectIdentifierCodec('regoper', OID.regoper, ARRAY_OID.regoper),
  objectIdentifierCodec('regoperator', OID.regoperator, ARRAY_OID.regoperator),
  objectIdentifierCodec('regclass', OID.regclass, ARRAY_OID.regclass),
  objectIdentifierCodec('regtype', OID.regtype, ARRAY_OID.regtype),
  objectIdentifierCodec('regconfig', OID.regconfig, ARRAY_OID.regconfig),
  objectIdentifierCodec('regdictionary', OID.regdictionary, ARRAY_OID.regdictionary),
  objectIdentifierCodec('regnamespace', OID.regnamespace, ARRAY_OID.regnamespace),
  objectIdentifierCodec('regrole', OID.regrole, ARRAY_OID.regrole),
  objectIdentifierCodec('regcollation', OID.regcollation, ARRAY_OID.regcollation),
] as const;
