/** Light, dark, or as the system has it; remembered. */

import { byId } from './dom.js';

const KEY = 'iris-pgwire-theme';
const THEMES = /** @type {const} */ (['auto', 'light', 'dark']);
const NAMES = { auto: 'as the system has them', light: 'light', dark: 'dark' };

export function openTheme() {
  const button = byId('theme');
  let theme = THEMES.find((name) => name === localStorage.getItem(KEY)) ?? 'auto';
  const apply = () => {
    if (theme === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    button.textContent = `${theme[0]?.toUpperCase()}${theme.slice(1)}`;
    button.setAttribute('aria-label', `Colours: ${NAMES[theme]}`);
  };
  button.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
    localStorage.setItem(KEY, theme);
    apply();
  });
  apply();
}
