import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WorkshopError } from '../../src/errors.ts';
import { type SelectionOptions, select } from '../../src/selection.ts';

const STEMS = ['01-deploy', '02-enable-metrics', '03-produce', '04-dashboard'];
const NONE: SelectionOptions = { from: undefined, to: undefined, only: undefined };

test('without an option every step is selected', () => {
  assert.equal(select(STEMS, NONE), { selected: STEMS, before: [] });
});

test('a step is named by its number, its name or its stem', () => {
  for (const only of ['3', '03', 'produce', '03-produce', 'Produce']) {
    assert.equal(select(STEMS, { ...NONE, only }), {
      selected: ['03-produce'],
      before: ['01-deploy', '02-enable-metrics'],
    });
  }
});

test('--from and --to cut out a stretch, and name what it builds on', () => {
  assert.equal(select(STEMS, { ...NONE, from: '2', to: 'produce' }), {
    selected: ['02-enable-metrics', '03-produce'],
    before: ['01-deploy'],
  });
});

test('the clean-up builds on nothing: no step is done first for it', () => {
  const stems = [...STEMS, '05-clean-up'];
  assert.equal(select(stems, { ...NONE, only: 'clean-up' }), {
    selected: ['05-clean-up'],
    before: [],
  });
  assert.equal(select(stems, { ...NONE, from: '4' }).before, STEMS.slice(0, 3));
});

test('a step that is not there is refused with the nearest one', () => {
  const refused = (options: Partial<SelectionOptions>, message: string) =>
    assert.throws(
      () => select(STEMS, { ...NONE, ...options }),
      (error: unknown) =>
        error instanceof WorkshopError && error.code === 'usage' && error.message === message,
    );
  refused({ only: 'prodcue' }, 'There is no step prodcue (--only); did you mean produce?');
  refused({ from: '5' }, 'There is no step 5 (--from); there are 1 to 4');
  refused({ to: '0' }, 'There is no step 0 (--to); there are 1 to 4');
  refused({ from: '3', to: '2' }, '--from 3 comes after --to 2; swap them');
  refused({ only: '3', to: '4' }, '--only and --to exclude each other; leave one out');
});

test.run();
