import type { panelCalls } from '../../../common/ipc/panel.ts';
import type { Panel } from '../windows/panel.ts';
import type { HandlersOf } from './serve.ts';

export interface PanelHandlerParts {
  desktop: { panel: Pick<Panel, 'takeOpening' | 'hide' | 'cleared' | 'stand' | 'fit'> };
}

/** Handles calls of the quick panel's page about its window. */
export function createPanelHandlers({
  desktop: { panel },
}: PanelHandlerParts): HandlersOf<typeof panelCalls> {
  return {
    'panel:take-opening': () => panel.takeOpening(),
    'panel:hide': () => panel.hide(),
    'panel:cleared': ({ turn }) => panel.cleared(turn),
    'panel:stand': ({ stage }) => panel.stand(stage),
    'panel:fit': ({ height }) => panel.fit(height),
  };
}
