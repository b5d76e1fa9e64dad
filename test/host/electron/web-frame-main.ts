import type * as E from 'electron';
import { originOf } from './session.ts';
import { StrictEmitter } from './strict.ts';

/** What a frame needs of its page. */
export interface FrameHome {
  url(): string;
  mainFrame(): WebFrameMain;
  send(channel: string, args: unknown[]): void;
  executeJavaScript(code: string): Promise<unknown>;
  isDestroyed(): boolean;
}

let lastRoutingId = 0;

/** A frame of a page. Of a sub-frame only the URL is known, because the app runs no code in one. */
export class WebFrameMain extends StrictEmitter {
  readonly processId = 1;
  readonly routingId: number;
  readonly name = '';
  readonly detached = false;
  readonly #home: FrameHome;
  readonly #subFrameUrl: string | null;

  constructor(home: FrameHome, subFrameUrl: string | null) {
    super('WebFrameMain', ['dom-ready']);
    lastRoutingId += 1;
    this.routingId = lastRoutingId;
    this.#home = home;
    this.#subFrameUrl = subFrameUrl;
  }

  get url(): string {
    return this.#subFrameUrl ?? this.#home.url();
  }
  get origin(): string {
    return this.url ? originOf(this.url).replace(/\/$/, '') : '';
  }
  get parent(): E.WebFrameMain | null {
    return this.#subFrameUrl === null ? null : this.top;
  }
  get top(): E.WebFrameMain {
    return this.#home.mainFrame() as unknown as E.WebFrameMain;
  }
  isDestroyed(): boolean {
    return this.#home.isDestroyed();
  }
  send(channel: string, ...args: unknown[]): void {
    // Only the page itself has the bridge, because the app's windows have no preload in sub-frames.
    if (this.#subFrameUrl === null) this.#home.send(channel, args);
  }
  executeJavaScript(code: string): Promise<unknown> {
    if (this.#subFrameUrl !== null) throw new Error('The stand-in runs no code in sub-frames.');
    return this.#home.executeJavaScript(code);
  }
}
