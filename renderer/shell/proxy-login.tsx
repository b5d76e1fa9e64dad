import { type FormEvent, useRef, useState } from 'react';
import type { Problem } from '../../common/model.ts';
import { call, problemOf, useEvent } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { useDeviceList } from '../state/device-list.tsx';
import { Action } from '../ui/action.tsx';
import { Field } from '../ui/field.tsx';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { RichText } from '../ui/rich-text.tsx';
import { SecretField } from '../ui/secret-field.tsx';
import styles from './proxy-login.module.css';

/** Asks on any screen for the login that a proxy on the way to the PBX needs. */
export function ProxyLogin() {
  const { app } = useApp();
  const [question, setQuestion] = useState(app.proxyQuestion);
  const [entered, setEntered] = useState<{ proxy: string; kept: boolean } | null>(null);
  useEvent('network:asked', (next) => {
    setQuestion(next);
    if (next) setEntered(null);
  });
  const t = useTexts().network.proxy;

  if (!question && !entered) return null;
  return (
    <section aria-label={t.place} className={styles.place}>
      {question ? (
        <LoginForm
          // A rejection resets the form.
          key={`${question.proxy} ${question.refused}`}
          question={question}
          onEntered={(kept) => {
            setEntered({ proxy: question.proxy, kept });
            setQuestion(null);
          }}
          onNotNow={() => setQuestion(null)}
        />
      ) : (
        entered && (
          <Note
            banner
            announce
            tone={entered.kept ? 'ok' : 'warn'}
            title={<RichText text={entered.kept ? t.kept(entered.proxy) : t.notKept(entered.proxy)} />}
            onDismiss={() => setEntered(null)}
          >
            {!entered.kept && <p>{t.noKeychain}</p>}
            <p>{t.goOn}</p>
          </Note>
        )
      )}
    </section>
  );
}

interface LoginFormProps {
  question: { proxy: string; refused: boolean; encrypted: boolean };
  onEntered: (kept: boolean) => void;
  onNotNow: () => void;
}

function LoginForm({ question, onEntered, onNotNow }: LoginFormProps) {
  const { proxy, refused, encrypted } = question;
  const { problem: listProblem, refresh } = useDeviceList();
  const [user, setUser] = useState('');
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const password = useRef<HTMLInputElement>(null);
  const t = useTexts().network.proxy;

  const logIn = async (): Promise<void> => {
    setSending(true);
    setProblem(null);
    try {
      const { kept } = await call('network:log-in', { proxy, user, password: password.current?.value ?? '' });
      onEntered(kept);
      if (listProblem?.code === 'proxy-login') void refresh();
    } catch (thrown) {
      setProblem(problemOf(thrown));
      setSending(false);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!sending && user !== '') void logIn();
  };

  return (
    <Note
      banner
      tone={refused ? 'bad' : 'warn'}
      title={
        <span role="alert">
          <RichText text={refused ? t.refused(proxy) : t.asks(proxy)} />
        </span>
      }
    >
      <p>{refused ? t.refusedWhat : t.what}</p>
      <form className={styles.form} noValidate onSubmit={submit}>
        <Field name="proxyUser" label={t.user} value={user} onChange={setUser} readOnly={sending} />
        <SecretField
          ref={password}
          name="proxyPassword"
          label={t.password}
          readOnly={sending}
          onChange={() => {}}
        />
        <div className={styles.actions}>
          <Action submit small look="primary" pending={sending} disabled={user === ''}>
            {t.logIn}
          </Action>
          <Action small disabled={sending} onPress={onNotNow}>
            {t.notNow}
          </Action>
        </div>
      </form>
      {!encrypted && <p className={styles.clear}>{t.inClear}</p>}
      {problem && <ProblemNote announce problem={problem} />}
    </Note>
  );
}
