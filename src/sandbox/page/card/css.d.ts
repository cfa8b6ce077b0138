// Style sheets are imported for their effect; vite makes them part of the page.
declare module '*.css'
