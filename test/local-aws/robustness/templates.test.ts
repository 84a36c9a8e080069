import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { speak, startCloud } from './ask.ts';
import { hostileTemplates } from './hostile-templates.ts';

const SENTENCE =
  /^Template (format )?error: |^1 validation error detected: |^Invalid template property |^Parameter /;

for (const operation of ['ValidateTemplate', 'CreateStack']) {
  test(`${operation} takes or refuses every hostile template within a second`, async () => {
    const cloud = startCloud();
    const { request } = speak('cloudformation', 'query');
    let stacks = 0;
    for (const [about, TemplateBody] of Object.entries(hostileTemplates)) {
      stacks += 1;
      const stack = operation === 'CreateStack' ? { StackName: `s${stacks}` } : {};
      const reply = await cloud.ask(request(operation, { ...stack, TemplateBody }));
      assert.ok(reply.tookMs < 1000, `${about}: ${Math.round(reply.tookMs)} ms`);
      if (reply.statusCode === 200) continue;
      assert.is(reply.code, 'ValidationError', about);
      assert.match(reply.message, SENTENCE, about);
    }
    cloud.partition.clock.advance(600);
    const { statusCode } = await cloud.ask(request('DescribeStacks', {}));
    assert.is(statusCode, 200);
  });
}

test('A template that explodes is refused in the words of CloudFormation', async () => {
  const refusal = async (name: string) => {
    const TemplateBody = hostileTemplates[name];
    const { request } = speak('cloudformation', 'query');
    return (await startCloud().ask(request('CreateStack', { StackName: 's', TemplateBody })))
      .message;
  };
  const aliases = 'Template error: YAML aliases are not allowed in CloudFormation templates';
  assert.is(await refusal('aliases that explode'), aliases);
  assert.is(await refusal('an alias of itself'), aliases);
  assert.is(await refusal('a merge key'), aliases);
  const unsupported = 'Template format error: unsupported structure.';
  assert.is(await refusal('lists in lists'), unsupported);
  assert.is(await refusal('question marks'), unsupported);
  assert.is(await refusal('JSON in JSON'), unsupported);
  assert.is(
    await refusal('tags in a row'),
    'Template format error: YAML not well-formed. (line 1, column 3)',
  );
  assert.is(
    await refusal('names that objects have'),
    'Invalid template property or properties [__proto__]',
  );
  assert.is(
    await refusal('parameters that objects have'),
    'Template format error: Parameter name __proto__ is non alphanumeric.',
  );
  assert.is(
    await refusal('a pattern of groups in groups'),
    "Parameter 'P' has an AllowedPattern that cannot be used: it is too long, or has too many groups",
  );
});

test.run();
