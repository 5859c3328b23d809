import { expect } from 'chai';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { keptSetting, type ServerSetting } from '../../../src/session/server-setting.ts';
import { Settings } from '../../../src/session/settings.ts';

const BUFFERS: ServerSetting = {
  name: 'temp_buffers',
  context: 'user',
  category: 'Resource Usage / Memory',
  vartype: 'integer',
  unit: '8kB',
  min: 100,
  max: 1_073_741_823,
  values: [],
  initial: '1024',
  description: 'Sets the maximum number of temporary buffers used by each session.',
};

describe('parameters that the gateway has no use for', () => {
  function refused(setting: Partial<ServerSetting>, value = 'x'): string {
    try {
      const settings = new Settings();
      settings.learn(keptSetting({ ...BUFFERS, ...setting }));
      settings.set('temp_buffers', value);
    } catch (error) {
      if (error instanceof GatewayError) return `${error.sqlstate} ${error.message}`;
      throw error;
    }
    return 'accepted';
  }

  it('are kept once they are learned, in the form of their kind', () => {
    const settings = new Settings();
    expect(settings.mayBeSet('TEMP_buffers')).to.equal(false);
    expect(settings.mayBeSet('my.own')).to.equal(true);
    settings.learn(keptSetting(BUFFERS));
    expect(settings.mayBeSet('TEMP_buffers')).to.equal(true);
    settings.set('temp_buffers', '16MB');
    expect(settings.get('temp_buffers')).to.equal('2048');
    expect(settings.show('temp_buffers')).to.equal('16MB');
    expect(settings.stored()['temp_buffers']).to.equal('16MB');
    expect(
      settings.described().find(({ definition }) => definition.name === 'temp_buffers')?.source,
    ).to.equal('session');
    settings.set('temp_buffers', null);
    expect(settings.show('temp_buffers')).to.equal('8MB');
  });

  it('take reals with a unit', () => {
    const settings = new Settings();
    const delay = { ...BUFFERS, vartype: 'real', unit: 'ms', min: 0, max: 100, initial: '0' };
    settings.learn(keptSetting(delay));
    settings.set('temp_buffers', '0.01s');
    expect(settings.show('temp_buffers')).to.equal('10ms');
    expect(refused({ ...delay }, '1s')).to.equal(
      '22023 1000 ms is outside the valid range for parameter "temp_buffers" (0 ms .. 100 ms)',
    );
  });

  it("are refused in PostgreSQL's words by the context they are for", () => {
    expect(
      ['internal', 'postmaster', 'sighup', 'backend', 'superuser'].map((context) => refused({ context })),
    ).to.deep.equal([
      '55P02 parameter "temp_buffers" cannot be changed',
      '55P02 parameter "temp_buffers" cannot be changed without restarting the server',
      '55P02 parameter "temp_buffers" cannot be changed now',
      '55P02 parameter "temp_buffers" cannot be set after connection start',
      '42501 permission denied to set parameter "temp_buffers"',
    ]);
  });

  it('may only have the initial value where statements would have to heed them', () => {
    const heeded = { category: 'Version and Platform Compatibility / Other', vartype: 'bool', initial: 'on' };
    expect(refused(heeded, 'true')).to.equal('accepted');
    expect(refused(heeded, 'off')).to.equal('0A000 parameter "temp_buffers" can only be "on"');
  });
});
