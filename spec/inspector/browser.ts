import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { requireInstalled } from '../support/target.ts';

const CHROMIUM = '/usr/bin/chromium';

/** Debian's Chromium without a window; skips the suite where it is missing. */
export function openBrowser(context: Mocha.Context): Promise<Browser> {
  requireInstalled(context, existsSync(CHROMIUM), 'chromium');
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}

/** A page that notes what goes wrong in it, and every address that it asks. */
export class WatchedPage {
  readonly wrong: string[] = [];
  readonly asked: string[] = [];
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => this.wrong.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.wrong.push(message.text());
    });
    page.on('request', (request) => this.asked.push(request.url()));
  }
}

/** Whether the statechart fits its panel and nothing is wider than the window; evaluated in the page. */
export const FITS = `(() => {
  const drawing = document.querySelector('#chart svg').getBoundingClientRect();
  const panel = document.querySelector('#chart').getBoundingClientRect();
  const within = drawing.width <= panel.width && drawing.height <= panel.height;
  return within && document.documentElement.scrollWidth <= innerWidth;
})()`;

/** How many controls have no accessible name; evaluated in the page. */
export const UNNAMED = `Array.from(
  document.querySelectorAll('button, input, select, textarea'),
  (one) => one.textContent || one.getAttribute('aria-label') || one.getAttribute('aria-labelledby'),
).filter((name) => !name).length`;
