// twofiles/devices: what a process can call outside the processor. Node only.
export type { Device, DeviceContext, DeviceSpec, Preview } from '../kernel/device.ts';
export { device } from '../kernel/device.ts';
export type { AskPerson } from './ask.ts';
export { ask } from './ask.ts';
export type { CalculatorOptions } from './calculator.ts';
export { calculator } from './calculator.ts';
export type { ClockOptions } from './clock.ts';
export { clock } from './clock.ts';
export type { FilesOptions } from './files.ts';
export { files } from './files.ts';
export { Folder } from './folder/folder.ts';
export type { StandardOptions } from './standard.ts';
export { standardDevices } from './standard.ts';
