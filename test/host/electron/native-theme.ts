import type * as E from 'electron';
import { answer, host } from './host.ts';
import { variables } from './lifecycle-variables.ts';
import { StrictEmitter } from './strict.ts';

type Source = E.NativeTheme['themeSource'];

class NativeTheme extends StrictEmitter {
  #source: Source = 'system';
  #system: 'light' | 'dark' = 'light';

  constructor() {
    super('nativeTheme', ['updated']);
  }

  get themeSource(): Source {
    return this.#source;
  }
  set themeSource(source: Source) {
    this.#change(() => {
      this.#source = source;
    });
  }
  get shouldUseDarkColors(): boolean {
    return (this.#source === 'system' ? this.#system : this.#source) === 'dark';
  }
  get shouldUseHighContrastColors(): boolean {
    return false;
  }
  get shouldUseInvertedColorScheme(): boolean {
    return false;
  }
  get inForcedColorsMode(): boolean {
    return false;
  }
  get prefersReducedTransparency(): boolean {
    return false;
  }

  #change(change: () => void): void {
    const before = this.shouldUseDarkColors;
    change();
    host.post('setColorScheme', this.shouldUseDarkColors ? 'dark' : 'light');
    if (before !== this.shouldUseDarkColors) this.emit('updated');
  }

  static system(self: NativeTheme, scheme: 'light' | 'dark'): void {
    self.#change(() => {
      self.#system = scheme;
    });
  }
}

/** Electron's `nativeTheme`. */
export const nativeTheme = new NativeTheme();
/** Its class, for the check against electron.d.ts. */
export type NativeThemeStandIn = NativeTheme;

// The system's choice is known before the app asks for it.
NativeTheme.system(nativeTheme, process.env[variables.colorScheme] === 'dark' ? 'dark' : 'light');

answer({ setSystemColorScheme: (scheme) => NativeTheme.system(nativeTheme, scheme) });
