/** Plumbline's version, printed on everything it makes. The build checks it against package.json. */
export const version = '0.1.0';
