/** Plays a sound or film: nothing is read before a person presses play, and films begin muted. */
import { useState, type ReactNode } from 'react';

/** Kinds this window has no player for; the file itself is sound. */
const unplayed: ReadonlySet<string> = new Set(['audio/amr', 'audio/amr-wb', 'video/x-msvideo', 'video/x-ms-asf']);

export function RecordingView({ url, name, mediaType }: { readonly url: string; readonly name: string; readonly mediaType: string }): ReactNode {
  const [failed, setFailed] = useState(false);
  if (failed || unplayed.has(mediaType)) {
    return <p className="flag">This window cannot play “{name}” ({mediaType}). The exhibit is whole and unchanged; play a copy of it with a player made for recordings of this kind.</p>;
  }
  const common = { controls: true, preload: 'none', src: url, 'aria-label': name, onError: () => setFailed(true) } as const;
  const film = mediaType.startsWith('video/');
  return (
    <>
      {film
        ? <video className="recording" {...common} muted playsInline disablePictureInPicture disableRemotePlayback controlsList="nodownload noremoteplayback" />
        : <audio className="recording" {...common} controlsList="nodownload noremoteplayback" />}
      <p className="quiet">Nothing is read from the file before you press play.{film ? ' It begins without sound.' : ''}</p>
    </>
  );
}
