/** The two fillings that bars share: the 45° hatch of excluded time and the dots of the grey zone. Once per page. */
export const ClockPatterns = () => (
  <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden="true">
    <defs>
      <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" fill="var(--surface)" />
        <rect width="1.6" height="5" fill="var(--hatch)" />
      </pattern>
      <pattern id="dots" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" fill="var(--g-t)" />
        <circle cx="1.5" cy="1.5" r="1" fill="var(--g)" />
      </pattern>
    </defs>
  </svg>
)
