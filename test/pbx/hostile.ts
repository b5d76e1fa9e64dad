/** Names that would break a careless window, terminal, log or spreadsheet. */
export const hostileNames: readonly string[] = [
  '\u001b[2J\u001b[31mred and gone\u001b[0m',
  '\u001b]0;new title\u0007\u001b]52;c;c3RvbGVu\u0007clipboard',
  'line one\r\nline two\ttabbed\u0000null',
  '\u202eedocne\u202c \u2066isolated\u2069 \u200bzero width',
  '<img src=x onerror=alert(1)><script>alert(2)</script>',
  '=HYPERLINK("http://elsewhere.example","Open")',
  '"quoted", with; separators\n@SUM(A1)',
  '\ud800 lone surrogate \u{1f4de} telephone',
  'W'.repeat(100_000),
  '',
  '../../etc/passwd',
  '\u009b31mC1 control\u0085',
];
