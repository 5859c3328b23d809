import { expect } from 'chai';
import type { BackendMessage } from '../../src/protocol/index.ts';
import * as frontend from '../support/frontend.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { WireClient } from '../support/wire-client.ts';

const TEXT = 25;
const JSONB = 3802;
const TEXT_ARRAY = 1009;

/** A Query whose bytes are one a character. */
function query(text: string): Buffer {
  return frontend.raw('Q', Buffer.from(`${text}\0`, 'latin1'));
}

function valuesOf(messages: readonly BackendMessage[]): (string | null)[] {
  return messages.flatMap((message) =>
    message.type === 'DataRow'
      ? message.values.map((value) => (value === null ? null : Buffer.from(value).toString('latin1')))
      : [],
  );
}

function errorOf(messages: readonly BackendMessage[]): string | undefined {
  const error = messages.find((message) => message.type === 'ErrorResponse');
  return error && `${error.fields.sqlstate} ${error.fields.message}`;
}

describe('client_encoding', function () {
  this.timeout(120_000);
  let gateway: GatewayProcess;
  let client: WireClient;

  async function ask(text: string): Promise<BackendMessage[]> {
    client.send(query(text));
    return client.readUntil('ReadyForQuery');
  }

  before(async () => {
    gateway = await startGateway({});
    const setup = await WireClient.connect(gateway);
    await setup.simple(
      `create table menu (id int, name varchar(20)); insert into menu values (1, 'caf\u00e9'), (2, '5 \u20ac')`,
    );
    await setup.close();
  });
  beforeEach(async () => {
    client = await WireClient.connect({ ...gateway, parameters: { client_encoding: 'latin1' } });
  });
  afterEach(() => client.close());
  after(() => gateway?.stop());

  it('is told under its own name and follows SET, RESET and ROLLBACK', async () => {
    const told = (): string | undefined => client.parameters.get('client_encoding');
    expect(told()).to.equal('LATIN1');
    await ask(`begin; set client_encoding to 'win1252'`);
    expect(told()).to.equal('WIN1252');
    expect(valuesOf(await ask(`select '\x80'::text, ascii('\x80')`))).to.deep.equal(['\x80', '8364']);
    await ask('rollback');
    expect(told()).to.equal('LATIN1');
    await ask(`set names 'UTF8'`);
    expect(told()).to.equal('UTF8');
    await ask('reset client_encoding');
    expect(told()).to.equal('LATIN1');
  });

  it('is that of statements, rows and what is stored', async () => {
    const messages = await ask(`select name from menu where name = 'caf\xe9'`);
    expect(valuesOf(messages)).to.deep.equal(['caf\xe9']);
    expect(valuesOf(await ask(`select octet_length(name) from menu where id = 1`))).to.deep.equal(['5']);
    await ask(`insert into menu values (3, '\xfc')`);
    expect(valuesOf(await ask(`select name = U&'\\00fc' from menu where id = 3`))).to.deep.equal(['t']);
    await ask('delete from menu where id = 3');
  });

  it('refuses what it has no character for with 22P05, after the rows before it', async () => {
    const messages = await ask('select name from menu where id < 3 order by id');
    expect(valuesOf(messages)).to.deep.equal(['caf\xe9']);
    expect(errorOf(messages)).to.equal(
      '22P05 character with byte sequence 0xe2 0x82 0xac in encoding "UTF8" has no equivalent in encoding "LATIN1"',
    );
    expect(valuesOf(await ask('select 1'))).to.deep.equal(['1']);
  });

  it('refuses errors and notices that it cannot tell as well', async () => {
    expect(errorOf(await ask(`select U&'\\20ac'::int`))).to.match(/^22P05 /);
    await ask(`set client_encoding to 'WIN1252'`);
    expect(errorOf(await ask(`select '\x81'`))).to.equal(
      '22P05 character with byte sequence 0x81 in encoding "WIN1252" has no equivalent in encoding "UTF8"',
    );
  });

  it('is that of text in binary format, in both directions', async () => {
    const array = Buffer.from('\0\0\0\x01\0\0\0\0\0\0\0\x19\0\0\0\x01\0\0\0\x01\0\0\0\x01\xe9', 'latin1');
    client.send(
      frontend.parse('', 'select $1 || name, $2, $3, $4 from menu where id = 1', [
        TEXT,
        JSONB,
        TEXT_ARRAY,
        17,
      ]),
      frontend.bind('', '', {
        values: [
          Buffer.from('\xfc', 'latin1'),
          Buffer.from('\x01"\xe4"', 'latin1'),
          array,
          Buffer.from([0xe9, 0xff]),
        ],
        parameterFormats: [1],
        resultFormats: [1],
      }),
      frontend.execute(''),
      frontend.sync(),
    );
    const messages = await client.readUntil('ReadyForQuery');
    expect(errorOf(messages)).to.equal(undefined);
    expect(valuesOf(messages)).to.deep.equal([
      '\xfccaf\xe9',
      '\x01"\xe4"',
      array.toString('latin1'),
      '\xe9\xff',
    ]);
  });

  it('is that of COPY unless ENCODING says otherwise', async () => {
    const copied = (messages: readonly BackendMessage[]): string =>
      messages
        .flatMap((message) =>
          message.type === 'CopyData' ? [Buffer.from(message.data).toString('latin1')] : [],
        )
        .join('');
    expect(copied(await ask('copy (select name from menu where id = 1) to stdout'))).to.equal('caf\xe9\n');
    expect(
      copied(await ask(`copy (select name from menu where id = 1) to stdout (encoding 'UTF8')`)),
    ).to.equal('caf\xc3\xa9\n');
    client.send(query('copy menu from stdin'));
    await client.readUntil('CopyInResponse');
    client.send(frontend.copyData(Buffer.from('4\tna\xefve\n', 'latin1')), frontend.copyDone());
    await client.readUntil('ReadyForQuery');
    expect(valuesOf(await ask(`select U&'na\\00efve' = name from menu where id = 4`))).to.deep.equal(['t']);
    await ask('delete from menu where id = 4');
  });

  it('is refused at the door when it is not one', async () => {
    const refused = await WireClient.connect({ ...gateway, parameters: { client_encoding: 'klingon' } }).then(
      () => 'let in',
      (error: unknown) => (error as Error).message,
    );
    expect(refused).to.contain('invalid value for parameter "client_encoding": "klingon"');
  });
});
