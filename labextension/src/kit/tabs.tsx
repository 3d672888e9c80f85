import { useId, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Boundary } from './boundary';

export interface Tab {
  id: string;
  title: string;
  /** A small number beside the title. */
  count?: number;
  render: () => ReactNode;
}

export interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  selected: string;
  onSelect: (id: string) => void;
  /** At the end of the row. */
  children?: ReactNode;
}

/** Tabs after the ARIA pattern: arrows, Home and End move and select; only the panel that shows is made. */
export function Tabs({ label, tabs, selected, onSelect, children }: TabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const shown = tabs.find(tab => tab.id === selected) ?? tabs[0];
  const key = (event: KeyboardEvent) => {
    const at = tabs.indexOf(shown);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = (to + tabs.length) % tabs.length;
    onSelect(tabs[next].id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next].focus();
  };
  return (
    <div className="nbp-tabs">
      <div className="nbp-tabs-row">
        <div className="nbp-tabs-list" role="tablist" aria-label={label} ref={list} onKeyDown={key}>
          {tabs.map(tab => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`${id}-${tab.id}`}
              aria-selected={tab === shown}
              aria-controls={tab === shown ? `${id}-panel` : undefined}
              tabIndex={tab === shown ? 0 : -1}
              onClick={() => onSelect(tab.id)}
            >
              {tab.title}
              {tab.count !== undefined && <span className="nbp-count">{tab.count}</span>}
            </button>
          ))}
        </div>
        {children}
      </div>
      <div
        className="nbp-tabs-panel"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${shown.id}`}
        tabIndex={0}
        key={shown.id}
      >
        <Boundary>{shown.render()}</Boundary>
      </div>
    </div>
  );
}
