import styles from './where-to-find-key.module.css';

/** Where 3CX's console has the client ID and the API key. */
export function WhereToFindKey() {
  return (
    <ol className={styles.steps}>
      <li>
        In 3CX’s console open <b>Integrations &gt; API</b> and add an API client: department <b>DEFAULT</b>,
        role <b>System Owner</b>, <b>3CX Configuration API access</b> on.
      </li>
      <li>
        Enter its <b>client ID</b> and <b>API key</b> in Rekey; 3CX shows the key only once. Make one API
        client per computer: a second sign-in ends the first.
      </li>
    </ol>
  );
}
