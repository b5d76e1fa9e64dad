export interface ClippedTextProps {
  className: string | undefined;
  children: string;
}

/** A line of text that may be cut off if space is short: a tooltip shows all of it. */
export function ClippedText({ className, children }: ClippedTextProps) {
  return (
    <span className={className} title={children}>
      {children}
    </span>
  );
}
