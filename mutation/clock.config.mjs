import { roomConfig } from './room.mjs';

export default roomConfig('clock');
