/** Style sheets are imported by entries for their effect alone; the bundler takes them from there. */
declare module '*.css';
