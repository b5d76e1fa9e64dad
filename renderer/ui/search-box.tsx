import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { useTexts } from '../base/words.tsx';
import { cx } from './cx.ts';
import fieldStyles from './field.module.css';
import styles from './search-box.module.css';

export interface SearchBoxProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  ref?: Ref<HTMLInputElement>;
}

/** A search field; Escape clears it. */
export function SearchBox({ label, value, onChange, ref }: SearchBoxProps) {
  const t = useTexts();
  return (
    <SearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      className={cx(styles.search)}
      maxLength={200}
    >
      <Search size={16} aria-hidden className={styles.icon} />
      <Input
        className={cx(fieldStyles.input, styles.input)}
        placeholder={label}
        spellCheck="false"
        autoComplete="off"
        {...(ref ? { ref } : {})}
      />
      {value !== '' && (
        <Button className={cx(styles.clear)} aria-label={t.ui.emptySearch}>
          <X size={14} aria-hidden />
        </Button>
      )}
    </SearchField>
  );
}
