export const SAMPLE_RATE = 48_000;

/** Mono 16-bit PCM in a RIFF file. */
export function encodeWav(samples: Float32Array): Buffer {
  const data = Buffer.alloc(44 + samples.length * 2);
  data.write('RIFF', 0, 'latin1');
  data.writeUInt32LE(36 + samples.length * 2, 4);
  data.write('WAVEfmt ', 8, 'latin1');
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(1, 22);
  data.writeUInt32LE(SAMPLE_RATE, 24);
  data.writeUInt32LE(SAMPLE_RATE * 2, 28);
  data.writeUInt16LE(2, 32);
  data.writeUInt16LE(16, 34);
  data.write('data', 36, 'latin1');
  data.writeUInt32LE(samples.length * 2, 40);
  const pcm = new Int16Array(data.buffer, data.byteOffset + 44, samples.length);
  for (let i = 0; i < samples.length; i++) {
    pcm[i] = Math.round(Math.min(1, Math.max(-1, samples[i]!)) * 32767);
  }
  return data;
}

/** Reads what `encodeWav` writes, also with other chunks around the data; anything else is refused by name. */
export function decodeWav(file: Buffer): Float32Array {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE') {
    throw new Error('not a WAV file: the RIFF header is missing');
  }
  let format = '';
  for (let at = 12; at + 8 <= file.length; ) {
    const name = file.toString('latin1', at, at + 4);
    const size = file.readUInt32LE(at + 4);
    const body = at + 8;
    if (name === 'fmt ')
      format = [
        file.readUInt16LE(body),
        file.readUInt16LE(body + 2),
        file.readUInt32LE(body + 4),
        file.readUInt16LE(body + 14),
      ].join('/');
    if (name === 'data') {
      if (format !== `1/1/${SAMPLE_RATE}/16`)
        throw new Error(`expected 48 kHz mono 16-bit PCM, got format ${format || 'none'}`);
      return toFloats(file.subarray(body, Math.min(file.length, body + size)));
    }
    at = body + size + (size & 1);
  }
  throw new Error('not a WAV file: it has no data');
}

function toFloats(pcm: Buffer): Float32Array {
  const samples = new Float32Array(Math.floor(pcm.length / 2));
  for (let i = 0; i < samples.length; i++) samples[i] = pcm.readInt16LE(i * 2) / 32768;
  return samples;
}
