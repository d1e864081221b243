import { AV_CODEC_ID_MOV_TEXT, AVMEDIA_TYPE_SUBTITLE } from 'node-av/constants';
import { type FormatContext, Packet, Rational, type Stream } from 'node-av/lib';
import type { Cue } from '../domain/captions.ts';

const MILLISECONDS = { num: 1, den: 1000 } as const;

/** A track of captions that a player shows or hides: 3GPP timed text, which MP4 calls `tx3g`. */
export function addTextTrack(output: FormatContext): Stream {
  const stream = output.newStream();
  stream.codecpar.codecType = AVMEDIA_TYPE_SUBTITLE;
  stream.codecpar.codecId = AV_CODEC_ID_MOV_TEXT;
  stream.codecpar.extradata = sampleDescription();
  stream.timeBase = new Rational(MILLISECONDS.num, MILLISECONDS.den);
  return stream;
}

/** Each cue as a packet; the muxer fills the silence between them. */
export function* cuePackets(cues: readonly Cue[], stream: Stream): Generator<Packet> {
  for (const { start, end, lines } of cues) {
    const text = Buffer.from(lines.join('\n'));
    const sample = Buffer.alloc(2 + text.length);
    sample.writeUInt16BE(text.length);
    text.copy(sample, 2);
    const packet = new Packet();
    packet.alloc();
    packet.data = sample;
    packet.pts = BigInt(Math.round(start * 1000));
    packet.dts = packet.pts;
    packet.duration = BigInt(Math.max(1, Math.round((end - start) * 1000)));
    packet.isKeyframe = true;
    packet.rescaleTs(MILLISECONDS, stream.timeBase);
    yield packet;
  }
}

/** How text looks unless the player decides: white, centred, at the lower edge. ETSI TS 126 245, clause 5.16. */
function sampleDescription(): Buffer {
  const font = Buffer.from('Sans-Serif');
  const fontTable = Buffer.alloc(13);
  fontTable.writeUInt32BE(fontTable.length + font.length);
  fontTable.write('ftab', 4, 'latin1');
  fontTable.writeUInt16BE(1, 8);
  fontTable.writeUInt16BE(1, 10);
  fontTable[12] = font.length;
  const flagsJustificationAndBackground = [0, 0, 0, 0, 1, 0xff, 0, 0, 0, 0];
  const box = [0, 0, 0, 0, 0, 0, 0, 0];
  const charactersFontFaceSizeAndColour = [0, 0, 0, 0, 0, 1, 0, 18, 255, 255, 255, 255];
  return Buffer.concat([
    Buffer.from([...flagsJustificationAndBackground, ...box, ...charactersFontFaceSizeAndColour]),
    fontTable,
    font,
  ]);
}
