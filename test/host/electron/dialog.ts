import type * as E from 'electron';
import { DialogInterceptor } from '../wire/dialog-interceptor.ts';
import { answer, host } from './host.ts';
import { strict } from './strict.ts';

const desk = new DialogInterceptor((dialog) => host.post('shown', { kind: 'dialog', dialog }));

/** Electron's `dialog`. A dialog stays open until the spec answers it. */
export const dialog = strict('dialog', {
  showMessageBox: (...args: unknown[]) => desk.messageBox(args),
  showOpenDialog: (...args: unknown[]) => desk.openDialog(args),
  showSaveDialog: (...args: unknown[]) => desk.saveDialog(args),
  showErrorBox: (title: string, content: string) => desk.errorBox(title, content),
} satisfies Pick<E.Dialog, 'showMessageBox' | 'showOpenDialog' | 'showSaveDialog' | 'showErrorBox'>);

answer({ answerDialog: (given) => desk.answer(given) });
