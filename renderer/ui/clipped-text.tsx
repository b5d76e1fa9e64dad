export interface ClippedTextProps {
  className: string | undefined;
  children: string;
}

/** A line of text that may be cut off where there is little room: a tooltip has all of it. */
export function ClippedText({ className, children }: ClippedTextProps) {
  return (
    <span className={className} title={children}>
      {children}
    </span>
  );
}
