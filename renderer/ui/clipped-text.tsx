export interface ClippedTextProps {
  className: string | undefined;
  children: string;
  /** What the tooltip shows, if the line is a short form of it. */
  whole?: string;
}

/** A line of text that may be cut off if space is short: a tooltip shows all of it. */
export function ClippedText({ className, children, whole = children }: ClippedTextProps) {
  return (
    <span className={className} title={whole}>
      {children}
    </span>
  );
}
