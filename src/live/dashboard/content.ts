import type { Place, WidgetModel } from '../models.ts';

/** A widget but for its place. */
export type Content = WidgetModel extends infer Widget
  ? DistributiveOmit<Widget, keyof Place>
  : never;

type DistributiveOmit<Widget, Name extends PropertyKey> = Widget extends unknown
  ? Omit<Widget, Name>
  : never;
