import type * as E from 'electron';
import { answer, host } from './host.ts';
import { requireReady } from './lifecycle.ts';
import { cancelable, notInStandIn, StrictEmitter, strictClass } from './strict.ts';

const shown: NotificationStandIn[] = [];
const known = new Set([
  'title',
  'body',
  'silent',
  'icon',
  'urgency',
  'timeoutType',
  'subtitle',
  'id',
  'groupId',
]);

class NotificationStandIn extends StrictEmitter {
  title: string;
  subtitle: string;
  body: string;
  silent: boolean;
  urgency: E.Notification['urgency'];
  timeoutType: E.Notification['timeoutType'];

  constructor(options: E.NotificationConstructorOptions = {}) {
    super('Notification', ['show', 'click', 'close', 'failed', 'reply', 'action']);
    requireReady('Notification');
    for (const name of Object.keys(options))
      if (!known.has(name)) throw notInStandIn(`the Notification option ${name}`);
    this.title = options.title ?? '';
    this.subtitle = options.subtitle ?? '';
    this.body = options.body ?? '';
    this.silent = options.silent ?? false;
    this.urgency = options.urgency ?? 'normal';
    this.timeoutType = options.timeoutType ?? 'default';
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    shown.push(this);
    const { title, body, silent, urgency } = this;
    host.post('shown', { kind: 'notification', notification: { title, body, silent, urgency } });
    this.emit('show', cancelable({}));
  }
  close(): void {
    this.emit('close', cancelable({}));
  }
}

/** Electron's `Notification`. */
export const Notification = strictClass(NotificationStandIn);

answer({
  clickNotification: (index) => {
    const notification = shown.at(index);
    if (!notification) throw new Error('There is no such notification.');
    notification.emit('click', cancelable({}));
  },
});
