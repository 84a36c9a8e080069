import type { ListStreamsInput, ListStreamsOutput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { openPage, sealPage } from '../page-token.ts';
import { NAME, NEXT_TOKEN, PAGE } from '../rules.ts';
import type { KinesisState } from '../state.ts';
import type { Stream } from '../stream.ts';

const STREAMS_A_PAGE = 100;

export const listStreams = defineAction<KinesisState, ListStreamsInput, ListStreamsOutput>({
  rules: { Limit: PAGE, ExclusiveStartStreamName: NAME, NextToken: NEXT_TOKEN },
  run(input, { state }) {
    const after = startAfter(input, state);
    const streams = state.streams.filter(({ name }) => name > after);
    const page = streams.slice(0, Math.min(input.Limit ?? STREAMS_A_PAGE, STREAMS_A_PAGE));
    const last = page.at(-1);
    const hasMore = page.length < streams.length;
    return {
      StreamNames: page.map(({ name }) => name),
      HasMoreStreams: hasMore,
      ...(hasMore && last && { NextToken: sealPage(state, 'ListStreams', [last.name]) }),
      StreamSummaries: page.map(summary),
    };
  },
});

function startAfter(
  input: { NextToken?: string; ExclusiveStartStreamName?: string },
  state: KinesisState,
): string {
  if (input.NextToken === undefined) return input.ExclusiveStartStreamName ?? '';
  return String(openPage(state, 'ListStreams', input.NextToken)[0]);
}

function summary(stream: Stream) {
  return {
    StreamName: stream.name,
    StreamARN: stream.arn,
    StreamStatus: stream.status,
    StreamModeDetails: { StreamMode: stream.mode },
    StreamCreationTimestamp: new Date(stream.createdMs),
  };
}
