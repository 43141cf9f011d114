/** The kernel's picture: a shaft end in its bearing. */
export const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" rx="12" fill="#1f4e79"/>
<circle cx="32" cy="32" r="20" fill="none" stroke="#fff" stroke-width="6"/>
<circle cx="32" cy="32" r="8" fill="#ffb000"/>
</svg>
`;
