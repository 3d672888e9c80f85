/**
 * The kit: the small parts that all views are made of. They know no API and no page; strings come from `useTrans`.
 *
 *   icons.tsx      StatusIcon, StatusMark (icon and word), StepTypeIcon, Icon
 *   values.tsx     Time, Duration, Id, Bytes, Num, Command, copy
 *   controls.tsx   Button, IconButton, Link, Search, Toolbar
 *   fields.tsx     Select, Segments, Fold
 *   feedback.tsx   Empty, ErrorBox, Notice, Answers, Spinner, Loaded (one of them, or the page)
 *   table.tsx      Table: sortable, with the keyboard, long lists windowed
 *   tabs.tsx       Tabs
 *   split.tsx      Split: two panes with a movable border
 *   tree.tsx       Tree: JSON that opens
 *   charts.tsx     LineChart, BarChart
 *   code.tsx       Code, Diff
 *   terminal.tsx   Terminal: what a program printed, with its colours
 *   boundary.tsx   Boundary: what is shown where a view throws
 *
 * Styles are in style/kit.css; colours are the --nbp-* variables of style/base.css, which are JupyterLab's --jp-*.
 */

import '../../style/base.css';
import '../../style/kit.css';
import '../../style/fields.css';

export * from './boundary';
export * from './charts';
export * from './code';
export * from './controls';
export * from './feedback';
export * from './fields';
export * from './icons';
export * from './split';
export * from './table';
export * from './tabs';
export * from './terminal';
export * from './tree';
export * from './values';
