import { expect } from 'chai';
import type { Browser, Locator, Page } from 'playwright-core';
import * as client from '../support/frontend.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { WireClient } from '../support/wire-client.ts';
import { FITS, openBrowser, UNNAMED, WatchedPage } from './browser.ts';

/** Stands in every value that the specs send: it must not be seen. */
const SECRET = 'Mustermann';

describe('the inspector in a browser', function () {
  this.timeout(90_000);
  let gateway: GatewayProcess;
  let admin = '';
  let browser: Browser | undefined;
  let watched: WatchedPage;
  let page: Page;

  before(async function () {
    browser = await openBrowser(this);
    gateway = await startGateway();
    const [, port = ''] = /admin port open host="127\.0\.0\.1" port=(\d+)/.exec(gateway.stderr()) ?? [];
    admin = `http://127.0.0.1:${port}`;
    watched = new WatchedPage(await browser.newPage({ viewport: { width: 1280, height: 800 } }));
    ({ page } = watched);
    await page.goto(`${admin}/inspector`);
    await page.getByText('Live', { exact: true }).waitFor();
  });

  after(async () => {
    await browser?.close();
    gateway?.signal('SIGKILL');
  });

  function login(): Promise<WireClient> {
    return WireClient.connect({ host: gateway.host, port: gateway.port, timeoutMs: 30_000 });
  }

  function actor(name: string): Locator {
    return page.getByRole('treeitem').filter({ hasText: name });
  }

  /** Waits until a row of the log says that. */
  async function logged(...texts: readonly string[]): Promise<void> {
    for (const text of texts) await page.locator('#log .row', { hasText: text }).first().waitFor();
  }

  /** Waits until the chart shows the machine in that state. */
  async function inState(name: string): Promise<void> {
    await page.locator('#chart .state.innermost', { hasText: name }).waitFor();
  }

  it('follows a connection through startup, query, error, COPY and its end', async () => {
    const followed = page.waitForResponse((response) => response.url().endsWith('/follow'));
    await page.getByLabel('Messages of which connections').selectOption('all');
    await followed;
    const connection = await login();
    await actor('conn-1').click();
    await logged('startup.received', 'auth.passed', 'StartupMessage', 'BackendKeyData');
    await inState('ready');

    await connection.simple('create table seen (id integer primary key, name text)');
    await connection.simple(`insert into seen values (1, '${SECRET}')`);
    await logged('insert into seen values (?, ?)', 'query.started', 'CommandComplete');

    const sleeping = connection.simple(`select pg_sleep(30), '${SECRET}'`);
    await inState('executing');
    await page.locator('#detail', { hasText: 'pg_sleep()' }).waitFor();
    await page.getByRole('button', { name: 'Cancel statement' }).click();
    await logged('error 57014', 'ErrorResponse');
    await sleeping;

    connection.send(client.parse('', `select nothing from seen where name = '${SECRET}'`), client.flush());
    await inState('skipping');
    connection.send(client.sync());
    await inState('ready');

    connection.send(client.query('copy seen from stdin'));
    await inState('copy-in');
    await page.locator('#detail', { hasText: 'the client: COPY data' }).waitFor();
    connection.send(client.copyData(`2\t${SECRET}\n`), client.copyDone());
    await logged('copy-in.started', 'copy.finished', 'CopyInResponse', 'CopyData');
    await inState('ready');
    await page.locator('#recent li', { hasText: 'copy.finished' }).first().waitFor();

    await connection.close();
    await logged('connection.closed');
    await page.locator('#chart .state.innermost', { hasText: 'closed' }).waitFor();
    expect(await page.locator('#chart-state').textContent()).to.equal('closed (ended)');
  });

  it('is used by the keyboard alone', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('copy.finished');
    expect(await page.locator('#log .row').count()).to.equal(1);
    await page.keyboard.press('Escape');
    expect(await page.locator('#log .row').count()).to.be.greaterThan(10);
    await page.keyboard.press('p');
    await page.locator('#log-count', { hasText: 'paused' }).waitFor();
    const before = await page.locator('#log .row').count();
    const connection = await login();
    await page.locator('#log-count', { hasText: /paused, [1-9]/ }).waitFor();
    expect(await page.locator('#log .row').count()).to.equal(before);
    await page.keyboard.press('p');
    await page.locator('#log .row', { hasText: 'conn-2' }).first().waitFor();

    await page.locator('#tree [tabindex="0"]').focus();
    await page.keyboard.press('Home');
    expect(await page.locator('#chart-name').textContent()).to.equal('gateway');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('#chart-name').textContent()).to.equal('pool');
    await page.keyboard.press('ArrowLeft');
    expect(await actor('pool').getAttribute('aria-expanded')).to.equal('false');
    expect(await actor('lane-1').count()).to.equal(0);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#chart-name').textContent()).to.equal('lane-1');
    await page.keyboard.press('End');
    expect(await page.locator('#chart-name').textContent()).to.equal('conn-2');
    await connection.close();
  });

  it('shows what becomes of SQL', async () => {
    await page.locator('#show-plans').click();
    await page.locator('#sql').fill('select name from seen where id = 7; select nam from seen');
    await page.locator('#sql').press('Control+Enter');
    await page.locator('.iris', { hasText: 'FROM "SQLUser"."seen"' }).waitFor();
    await page.getByText('error 42703').waitFor();
    expect(await page.locator('mark').textContent()).to.equal('nam');
    await page.locator('#show-system').click();
  });

  it('fits into the window, at 1280 and at 900 pixels', async () => {
    await page.locator('#tree [tabindex="0"]').focus();
    for (const width of [1280, 900]) {
      await page.setViewportSize({ width, height: 800 });
      await page.keyboard.press('Home');
      const within = await page.evaluate<boolean>(FITS);
      expect(within, `${width} px`).to.equal(true);
    }
  });

  it('shows no value, asks nobody else, and has nothing to complain of', async () => {
    expect(await page.content()).not.to.include(SECRET);
    expect(watched.asked.filter((url) => !url.startsWith(admin))).to.deep.equal([]);
    expect(watched.wrong).to.deep.equal([]);
    const unnamed = await page.evaluate<number>(UNNAMED);
    expect(unnamed).to.equal(0);
  });
});

describe('the inspector of a gateway with a token', function () {
  this.timeout(90_000);

  it('asks for it, and says when it is wrong', async function () {
    const browser = await openBrowser(this);
    const gateway = await startGateway({ environment: { PGWIRE_ADMIN_TOKEN: 'sesame' } });
    try {
      const [, port = ''] = /admin port open host="127\.0\.0\.1" port=(\d+)/.exec(gateway.stderr()) ?? [];
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${port}/inspector`);
      const token = page.locator('#token');
      await token.fill('sesam');
      await page.keyboard.press('Enter');
      await page.getByText('That is not the token.').waitFor();
      await token.fill('sesame');
      await page.keyboard.press('Enter');
      await page.getByText('Live', { exact: true }).waitFor();
      const linked = await browser.newPage();
      await linked.goto(`http://127.0.0.1:${port}/inspector#token=sesame`);
      await linked.getByText('Live', { exact: true }).waitFor();
      expect(linked.url()).not.to.include('sesame');
    } finally {
      await browser.close();
      await gateway.stop();
    }
  });
});
