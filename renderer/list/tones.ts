/** The verdict on a scan. */
export type ScanVerdict = 'good' | 'duplicate' | 'bad';

/** The sound of each verdict, distinguishable without looking: a sequence of tones. */
const tones: Record<ScanVerdict, readonly { hertz: number; ms: number; type: OscillatorType }[]> = {
  good: [{ hertz: 1320, ms: 90, type: 'sine' }],
  duplicate: [
    { hertz: 660, ms: 70, type: 'sine' },
    { hertz: 660, ms: 70, type: 'sine' },
  ],
  bad: [{ hertz: 180, ms: 320, type: 'square' }],
};
const gapMs = 45;
const loudness = 0.15;

/**
 * Plays verdicts, each cutting off the previous one. Without sound output it stays silent: the verdict is also
 * visible.
 */
export function createSounds(): (verdict: ScanVerdict) => void {
  let audio: AudioContext | null = null;
  let playing: OscillatorNode[] = [];
  return (verdict) => {
    try {
      audio ??= new AudioContext();
      void audio.resume().catch(() => {});
      for (const oscillator of playing) oscillator.disconnect();
      playing = play(audio, verdict);
    } catch {
      audio = null;
    }
  };
}

function play(audio: AudioContext, verdict: ScanVerdict): OscillatorNode[] {
  let at = audio.currentTime;
  return tones[verdict].map(({ hertz, ms, type }) => {
    const oscillator = new OscillatorNode(audio, { frequency: hertz, type });
    const node = new GainNode(audio, { gain: 0 });
    const { gain } = node;
    const end = at + ms / 1000;
    // Faded in and out, because a tone that is cut off clicks.
    gain.setValueAtTime(0, at);
    gain.linearRampToValueAtTime(loudness, at + 0.008);
    gain.setValueAtTime(loudness, end - 0.015);
    gain.linearRampToValueAtTime(0, end);
    oscillator.connect(node).connect(audio.destination);
    oscillator.start(at);
    oscillator.stop(end);
    at = end + gapMs / 1000;
    return oscillator;
  });
}
