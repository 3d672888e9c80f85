/** The line above a cell, as plain elements: there may be hundreds of them. */

import '../../style/base.css';
import '../../style/kit.css';
import '../../style/badges.css';
import { Widget } from '@lumino/widgets';
import { statusWord } from '../kit/icons';
import { BOLT, OTHER, PERSON, RING, SIGNS, STATUSES, TYPES } from '../kit/paths';
import type { Mark, StepStatus } from '../schema';
import type { Trans } from '../trans';
import { duration } from '../words';
import type { Line } from './logic';

const SETUP = 'M3 3h10v10H3zM5.5 6h5M5.5 8h5M5.5 10h3';
const PARAMETERS = 'M3 5h4M11 5h2M3 11h2M9 11h4M9 3.5a1.5 1.5 0 1 0 .01 0M7 9.5a1.5 1.5 0 1 0 .01 0';

export class BadgeWidget extends Widget {
  constructor(
    private readonly trans: Trans,
    private readonly select: (step: string) => void
  ) {
    super();
    this.addClass('nbp-root');
    this.addClass('nbp-badge');
    // Its buttons take Enter and the space bar; the notebook's keys are for the cell.
    this.node.dataset.lmSuppressShortcuts = 'true';
  }

  /** Show this; the same again changes nothing. */
  say(line: Line): void {
    const said = JSON.stringify([line, this.open]);
    if (said === this.said) return;
    this.said = said;
    this.line = line;
    const { badge, marks, card } = line;
    const { trans } = this;
    const worst = marks.at(0);
    this.node.className = `lm-Widget nbp-root nbp-badge${card ? ` nbp-is-${card.status.toLowerCase()}` : ''}${
      worst ? ` nbp-badge-${worst.severity}` : ''
    }`;
    const row = element('div', 'nbp-badge-row');
    if (badge.kind === 'step') {
      const main = button('nbp-badge-main', () => this.select(badge.step));
      main.append(icon(TYPES[badge.type] ?? OTHER, 'nbp-type'));
      main.append(element('span', 'nbp-badge-name', badge.step));
      main.append(element('span', 'nbp-quiet', badge.type));
      main.title =
        badge.title !== badge.step
          ? trans.__('%1: show it in its newest execution', badge.title)
          : trans.__('Show this step in its newest execution');
      row.append(main);
      if (card) {
        const word = card.cached
          ? trans.__('%1, from the cache', statusWord(trans, card.status))
          : statusWord(trans, card.status);
        const status = element('span', 'nbp-mark nbp-badge-status');
        status.append(statusIcon(card.status, card.cached, badge.type));
        const took = card.seconds !== null && card.status !== 'Skipped' && !card.cached;
        status.append(element('span', '', took ? `${word} · ${duration(card.seconds ?? 0)}` : word));
        if (card.error) status.title = card.error;
        row.append(status);
      }
    } else {
      const setup = badge.kind === 'setup';
      const main = element('span', 'nbp-badge-main');
      main.append(icon(setup ? SETUP : PARAMETERS, 'nbp-type'));
      main.append(element('span', 'nbp-badge-name', setup ? trans.__('setup') : trans.__('parameters')));
      main.title = setup
        ? trans.__('Runs first in every step that uses what it defines')
        : trans.__('The parameters of the pipeline');
      row.append(main);
    }
    if (worst) row.append(this.problem(marks));
    const details = this.details(line);
    if (details) {
      const fold = button('nbp-badge-fold', () => {
        this.open = !this.open;
        if (this.line) this.say(this.line);
        this.node.querySelector<HTMLElement>('.nbp-badge-fold')?.focus();
      });
      fold.setAttribute('aria-expanded', String(this.open));
      const label = trans.__('Inputs and outputs');
      fold.title = label;
      fold.setAttribute('aria-label', label);
      if (badge.learned.length) fold.append(icon(SIGNS.learned, 'nbp-sign'));
      fold.append(icon(this.open ? SIGNS.up : SIGNS.down, 'nbp-sign'));
      row.append(fold);
    }
    this.node.replaceChildren(row, ...(details && this.open ? [details] : []));
    this.node.setAttribute('role', 'group');
    this.node.setAttribute(
      'aria-label',
      badge.kind === 'step' ? trans.__('Step %1', badge.step) : badge.kind
    );
  }

  private problem(marks: readonly Mark[]): HTMLElement {
    const [worst] = marks;
    const found = element('span', 'nbp-badge-problem');
    found.append(icon(SIGNS.warning, 'nbp-sign'));
    const more = marks.length > 1 ? ` (+${marks.length - 1})` : '';
    found.append(element('span', '', worst.message + more));
    found.title = marks.map(({ message, hint }) => (hint ? `${message}\n→ ${hint}` : message)).join('\n\n');
    return found;
  }

  private details({ badge }: Line): HTMLElement | null {
    const { trans } = this;
    const lists: [string, string[]][] = [
      [trans.__('reads'), badge.inputs],
      [trans.__('writes'), badge.outputs],
      [trans.__('learned in a run'), badge.learned]
    ];
    const given = lists.filter(([, names]) => names.length);
    if (!given.length) return null;
    const list = element('dl', 'nbp-badge-more');
    for (const [title, names] of given) {
      list.append(element('dt', 'nbp-quiet', title));
      list.append(element('dd', '', names.join(names === badge.learned ? '; ' : ', ')));
    }
    return list;
  }

  private open = false;
  private said = '';
  private line: Line | null = null;
}

function element(tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function button(className: string, clicked: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = className;
  made.addEventListener('click', clicked);
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';

function icon(path: string, className: string, ...more: SVGPathElement[]): SVGSVGElement {
  const made = document.createElementNS(SVG, 'svg');
  made.setAttribute('class', `nbp-icon ${className}`);
  made.setAttribute('viewBox', '0 0 16 16');
  made.setAttribute('width', '14');
  made.setAttribute('height', '14');
  made.setAttribute('aria-hidden', 'true');
  made.append(...more, drawn(path));
  return made;
}

function drawn(path: string, className = '', transform = ''): SVGPathElement {
  const made = document.createElementNS(SVG, 'path');
  made.setAttribute('d', path);
  if (className) made.setAttribute('class', className);
  if (transform) made.setAttribute('transform', transform);
  return made;
}

function statusIcon(status: StepStatus, cached: boolean, type: string): SVGSVGElement {
  const turns = status === 'Executing' || status === 'Starting';
  const before = turns
    ? [drawn(RING, 'nbp-icon-faint')]
    : cached && status === 'Succeeded'
      ? [drawn(BOLT, 'nbp-icon-bolt', 'translate(8.6 7.6) scale(0.55)')]
      : [];
  return icon(
    status === 'Waiting' && type === 'Callback' ? PERSON : STATUSES[status],
    `nbp-status${turns ? ' nbp-turns' : ''}`,
    ...before
  );
}
