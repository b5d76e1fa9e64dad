import type { BaseWindow } from 'electron';
import type { DialogAnswer, ShownDialog } from '../running-app.ts';

/** Plain data from a dialog's options, without images and signals. */
function plain(options: unknown): Record<string, unknown> {
  return JSON.parse(JSON.stringify(options ?? {}));
}

/** Intercepts the desktop's dialogs: keeps them open until a spec answers. */
export class DialogInterceptor {
  readonly #shown: (dialog: ShownDialog) => void;
  readonly #open: ((answer: DialogAnswer) => void)[] = [];
  readonly #answers: DialogAnswer[] = [];

  constructor(shown: (dialog: ShownDialog) => void) {
    this.#shown = shown;
  }

  /** Sets the user's next answer. */
  answer(answer: DialogAnswer): void {
    const open = this.#open.shift();
    if (open) open(answer);
    else this.#answers.push(answer);
  }

  // The window that a dialog belongs to is the first of two arguments, or left out.
  #show(kind: ShownDialog['kind'], args: unknown[]): Promise<DialogAnswer> {
    const parent = args.length > 1 ? (args[0] as BaseWindow).id : null;
    this.#shown({ kind, options: plain(args.at(-1)), parent });
    const answer = this.#answers.shift();
    return answer ? Promise.resolve(answer) : new Promise((resolve) => this.#open.push(resolve));
  }

  async messageBox(args: unknown[]): Promise<{ response: number; checkboxChecked: boolean }> {
    const { cancelId = 0 } = (args.at(-1) ?? {}) as { cancelId?: number };
    const { response = cancelId, checkboxChecked = false } = await this.#show('message', args);
    return { response, checkboxChecked };
  }

  async openDialog(args: unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> {
    const { filePaths = [] } = await this.#show('open', args);
    return { canceled: filePaths.length === 0, filePaths };
  }

  async saveDialog(args: unknown[]): Promise<{ canceled: boolean; filePath: string }> {
    const { filePath = '' } = await this.#show('save', args);
    return { canceled: filePath === '', filePath };
  }

  errorBox(title: string, content: string): void {
    this.#shown({ kind: 'error', options: { title, content }, parent: null });
  }
}
