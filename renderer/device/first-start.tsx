import { Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { WhereToFindKey } from '../pbxs/where-to-find-key.tsx';
import { Action } from '../ui/action.tsx';
import styles from './first-start.module.css';

/** Before any PBX is connected: the one thing to do. */
export function FirstStart({ onConnect }: { onConnect: () => void }) {
  const connect = useRef<HTMLButtonElement>(null);
  useEffect(() => connect.current?.focus(), []);
  return (
    <section className={styles.card} aria-labelledby="first-start">
      <h1 id="first-start">Connect your first PBX</h1>
      <WhereToFindKey />
      <div>
        <Action ref={connect} look="primary" icon={Plus} onPress={onConnect}>
          Connect a PBX
        </Action>
      </div>
    </section>
  );
}
