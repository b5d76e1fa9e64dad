import { FileOutput, FolderOpen, Lock, Plus } from 'lucide-react';
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ImportedPbx } from '../../common/ipc/index.ts';
import type { Pbx } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { ExportScreen } from '../setup-file/export-screen.tsx';
import { ImportScreen } from '../setup-file/import-screen.tsx';
import { SetupFileDrop } from '../setup-file/setup-file-drop.tsx';
import { WaitingFile } from '../setup-file/waiting-file.tsx';
import { useApp } from '../state/app-state.tsx';
import { useDeviceList } from '../state/device-list.tsx';
import { useSetupFile } from '../state/setup-file.tsx';
import { Action } from '../ui/action.tsx';
import { PbxForm } from './pbx-form.tsx';
import { PbxList } from './pbx-list.tsx';
import type { PbxTask } from './pbx-task.ts';
import styles from './pbxs-screen.module.css';
import type { LeaveGuard } from './use-leaving.ts';

export interface PbxsScreenProps {
  task: PbxTask;
  onTask: (task: PbxTask) => void;
  /** The first PBX was added. */
  onConnected: () => void;
  guard: RefObject<LeaveGuard | null>;
}

/** The PBXs that are set up, and the form to add or edit one. */
export function PbxsScreen({ task, onTask, onConnected, guard }: PbxsScreenProps) {
  const t = useTexts();
  const { app, select, reload } = useApp();
  const { refresh, reread } = useDeviceList();
  const { choose } = useSetupFile();
  const add = useRef<HTMLButtonElement>(null);
  const edited = task.kind === 'edit' ? app.pbxs.find(({ id }) => id === task.pbxId) : undefined;
  const isFixed = app.policy !== null && app.policy.pbxs !== null;
  const title = useRef<HTMLHeadingElement>(null);
  /** The PBX whose form was open last. */
  const [cameFrom, setCameFrom] = useState<string | null>(null);
  if (edited && edited.id !== cameFrom) setCameFrom(edited.id);
  if (task.kind === 'add' && cameFrom !== null) setCameFrom(null);
  const toList = (): void => onTask({ kind: 'list' });
  /** A disabled button takes no focus. */
  const focusHead = (): void => (isFixed ? title : add).current?.focus();

  const saved = async (pbx: Pbx, tested: boolean): Promise<void> => {
    const first = app.pbxs.length === 0;
    await reload();
    if (task.kind === 'add') select(pbx.id);
    // At another address, the stored list is no longer this PBX's.
    reread(pbx.id);
    // Signing in has just worked, so there is no reason to wait until someone asks for the list.
    if (tested) void refresh(pbx.id);
    if (first) onConnected();
    else toList();
  };

  const imported = async (taken: readonly ImportedPbx[]): Promise<void> => {
    await reload();
    for (const { pbx } of taken) reread(pbx.id);
  };

  if (task.kind === 'import')
    return (
      <SetupFileDrop>
        <ImportScreen
          onImported={imported}
          onEdit={(pbxId) => onTask({ kind: 'edit', pbxId })}
          onLeave={toList}
        />
      </SetupFileDrop>
    );
  if (task.kind === 'export' && app.pbxs.length > 0) return <ExportScreen onLeave={toList} />;
  if (task.kind === 'add' || edited)
    return (
      <PbxForm
        key={edited?.id ?? 'new'}
        pbx={edited ?? null}
        first={app.pbxs.length === 0}
        onSaved={saved}
        onCancel={toList}
        guard={guard}
      />
    );
  return (
    <SetupFileDrop>
      <div className={styles.screen}>
        <div className={styles.head}>
          <h1 ref={title} tabIndex={-1}>
            {t.shell.places.pbxs}
          </h1>
          <div className={styles.actions}>
            <Action icon={FolderOpen} disabled={isFixed} onPress={choose}>
              {t.setupFiles.openFile}
            </Action>
            {app.pbxs.length > 0 && (
              <Action icon={FileOutput} onPress={() => onTask({ kind: 'export' })}>
                {t.setupFiles.exportFile}
              </Action>
            )}
            <Action
              ref={add}
              icon={Plus}
              disabled={isFixed}
              look="primary"
              onPress={() => onTask({ kind: 'add' })}
            >
              {t.pbxs.add}
            </Action>
          </div>
        </div>
        {isFixed && (
          <p className={styles.policy}>
            <Lock size={14} aria-hidden />
            {t.policy.pbxsFixed}
          </p>
        )}
        <WaitingFile onGoOn={() => onTask({ kind: 'import' })} />
        {app.pbxs.length === 0 ? (
          <p className={styles.empty}>{t.pbxs.none}</p>
        ) : (
          <PbxList
            pbxs={app.pbxs}
            cameFrom={cameFrom}
            onEdit={(pbxId) => onTask({ kind: 'edit', pbxId })}
            onRemoved={() => {
              focusHead();
              void reload();
            }}
          />
        )}
        <FocusOnArrival onLost={focusHead} />
        <FreshOnArrival reload={reload} />
      </div>
    </SetupFileDrop>
  );
}

/** The connection state of the PBXs also changes elsewhere: in the terminal, and by jobs. */
function FreshOnArrival({ reload }: { reload: () => Promise<void> }) {
  useEffect(() => void reload(), [reload]);
  return null;
}

/** After the form is closed, nothing would have the focus. */
function FocusOnArrival({ onLost }: { onLost: () => void }) {
  const arrived = useEffectEvent(() => {
    if (document.activeElement === document.body) onLost();
  });
  useEffect(() => arrived(), []);
  return null;
}
